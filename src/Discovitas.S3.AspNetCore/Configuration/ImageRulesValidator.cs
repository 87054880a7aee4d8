namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>Checks the rules of a group for pictures.</summary>
internal static class ImageRulesValidator
{
    /// <summary>Returns what is wrong with the rules.</summary>
    internal static IEnumerable<string> Problems(ImageRules? images) =>
        images is null ? [] : TooSmall(images).Concat(Contradictions(images));

    private static IEnumerable<string> TooSmall(ImageRules images)
    {
        (string Name, long? Value)[] limits =
        [
            (nameof(images.MaxPixels), images.MaxPixels),
            (nameof(images.MaxFrames), images.MaxFrames),
            (nameof(images.MaxTotalPixels), images.MaxTotalPixels),
            (nameof(images.MaxWidth), images.MaxWidth),
            (nameof(images.MaxHeight), images.MaxHeight),
            (nameof(images.MinWidth), images.MinWidth),
            (nameof(images.MinHeight), images.MinHeight),
        ];
        return
            from limit in limits
            where limit.Value < 1
            select $"Images.{limit.Name} is {limit.Value}. It must be at least 1. Leave it out for the store's own "
                + "limit.";
    }

    private static IEnumerable<string> Contradictions(ImageRules images)
    {
        if (images.MinWidth > images.MaxWidth)
        {
            yield return Above(nameof(images.MinWidth), images.MinWidth, nameof(images.MaxWidth), images.MaxWidth);
        }

        if (images.MinHeight > images.MaxHeight)
        {
            yield return Above(nameof(images.MinHeight), images.MinHeight, nameof(images.MaxHeight), images.MaxHeight);
        }

        // A picture has at least one pixel in each direction.
        var least = Math.Max(1, (long)(images.MinWidth ?? 1)) * Math.Max(1, images.MinHeight ?? 1);
        (string Name, long? Value)[] limits =
        [
            (nameof(images.MaxPixels), images.MaxPixels), (nameof(images.MaxTotalPixels), images.MaxTotalPixels),
        ];
        foreach (var (name, most) in limits.Where(limit => limit.Value >= 1 && least > limit.Value))
        {
            yield return
                $"Images.MinWidth and Images.MinHeight ask for at least {least} pixels, but Images.{name} is {most}. "
                + "No picture could be stored. Lower the former, or raise the latter.";
        }
    }

    private static string Above(string min, int? least, string max, int? most) =>
        $"Images.{min} is {least}, but Images.{max} is {most}. No picture could be stored. Lower the former, or raise "
        + "the latter.";
}
