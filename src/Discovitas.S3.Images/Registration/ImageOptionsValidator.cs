using Microsoft.Extensions.Options;

namespace Discovitas.S3.Images.Registration;

/// <summary>Checks the options of pictures when the app starts.</summary>
internal sealed class ImageOptionsValidator : IValidateOptions<ImageOptions>
{
    public ValidateOptionsResult Validate(string? name, ImageOptions options)
    {
        var store = string.IsNullOrEmpty(name) ? "" : $" of the store '{name}'";
        var problems = Problems(options).Select(problem => $"AddImages{store}: {problem}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    internal static IEnumerable<string> Problems(ImageOptions options)
    {
        (string Name, long? Value)[] numbers =
        [
            (nameof(options.MaxPixels), options.MaxPixels),
            (nameof(options.MaxFrames), options.MaxFrames),
            (nameof(options.MaxTotalPixels), options.MaxTotalPixels),
            (nameof(options.MaxWidth), options.MaxWidth),
            (nameof(options.MaxHeight), options.MaxHeight),
            (nameof(options.MinWidth), options.MinWidth),
            (nameof(options.MinHeight), options.MinHeight),
        ];
        foreach (var (name, value) in numbers.Where(number => number.Value < 1))
        {
            var remedy = name == nameof(options.MaxPixels) ? "for instance 50000000" : "or null for no limit";
            yield return $"ImageOptions.{name} is {value}, and must be at least 1, {remedy}.";
        }

        foreach (var contradiction in Contradictions(options))
        {
            yield return contradiction;
        }

        if (!Enum.IsDefined(options.OnUnsupported))
        {
            yield return $"ImageOptions.OnUnsupported is {options.OnUnsupported}, and must be Reject or Pass.";
        }
    }

    private static IEnumerable<string> Contradictions(ImageOptions options)
    {
        if (options.MinWidth > options.MaxWidth)
        {
            yield return Contradiction("Width", options.MinWidth, options.MaxWidth);
        }

        if (options.MinHeight > options.MaxHeight)
        {
            yield return Contradiction("Height", options.MinHeight, options.MaxHeight);
        }

        var pixels = (long?)options.MinWidth * options.MinHeight;
        if (pixels > options.MaxPixels)
        {
            yield return TooFew(nameof(options.MaxPixels), options.MaxPixels, pixels);
        }

        if (pixels > options.MaxTotalPixels)
        {
            yield return TooFew(nameof(options.MaxTotalPixels), options.MaxTotalPixels, pixels);
        }
    }

    private static string TooFew(string name, long? most, long? least) =>
        $"ImageOptions.{name} is {most}, and MinWidth × MinHeight is {least}, so that no picture could be accepted. "
        + $"Raise {name}, or lower the other two.";

    private static string Contradiction(string side, int? least, int? most) =>
        $"ImageOptions.Min{side} is {least}, and more than Max{side}, which is {most}, so that no picture could be "
        + $"accepted. Raise Max{side}, or lower Min{side}.";
}
