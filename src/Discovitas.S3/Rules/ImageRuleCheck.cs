namespace Discovitas.S3.Rules;

/// <summary>Checks the rules of one upload for pictures.</summary>
internal static class ImageRuleCheck
{
    /// <exception cref="ArgumentException">A limit is less than 1, or two of them contradict each other.</exception>
    internal static void RequireValid(ImageRules? rules)
    {
        if (rules is not null && Problem(rules) is { } problem)
        {
            throw new ArgumentException(problem, nameof(rules));
        }
    }

    private static string? Problem(ImageRules rules) =>
        LessThanOne(
            (nameof(rules.MaxPixels), rules.MaxPixels),
            (nameof(rules.MaxFrames), rules.MaxFrames),
            (nameof(rules.MaxTotalPixels), rules.MaxTotalPixels),
            (nameof(rules.MaxWidth), rules.MaxWidth),
            (nameof(rules.MaxHeight), rules.MaxHeight),
            (nameof(rules.MinWidth), rules.MinWidth),
            (nameof(rules.MinHeight), rules.MinHeight))
        ?? Contradiction("Width", rules.MinWidth, rules.MaxWidth)
        ?? Contradiction("Height", rules.MinHeight, rules.MaxHeight)
        ?? TooFewPixels(rules, nameof(rules.MaxPixels), rules.MaxPixels)
        ?? TooFewPixels(rules, nameof(rules.MaxTotalPixels), rules.MaxTotalPixels);

    private static string? LessThanOne(params ReadOnlySpan<(string Name, long? Value)> limits)
    {
        foreach (var (name, value) in limits)
        {
            if (value < 1)
            {
                return $"Images.{name} is {value}. It must be at least 1; leave it out for the store's own limit.";
            }
        }

        return null;
    }

    private static string? Contradiction(string side, int? least, int? most) => least > most
        ? $"Images.Min{side} is {least}, but Images.Max{side} is {most}, so that no picture could be stored. Lower the "
            + "former, or raise the latter."
        : null;

    // A picture has at least one pixel in each direction.
    private static string? TooFewPixels(ImageRules rules, string name, long? most) =>
        (long)(rules.MinWidth ?? 1) * (rules.MinHeight ?? 1) is var least && least > most
            ? $"Images.MinWidth and Images.MinHeight ask for at least {least} pixels, but Images.{name} is {most}, so "
                + "that no picture could be stored. Lower the former, or raise the latter."
            : null;
}
