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
        var numbers = options.Numbers.Where(number => number.Name != nameof(options.OnUnsupported));
        foreach (var (name, value) in numbers.Where(number => number.Value < 1))
        {
            var remedy = name == nameof(options.MaxPixels) ? "for instance 50000000" : "or null for no limit";
            yield return $"{Own(options, name)} is {value}, and must be at least 1, {remedy}.";
        }

        foreach (var contradiction in Contradictions(options))
        {
            yield return contradiction;
        }

        if (!Enum.IsDefined(options.OnUnsupported))
        {
            yield return $"{Own(options, nameof(options.OnUnsupported))} is {options.OnUnsupported}, and must be "
                + "Reject or Pass.";
        }
    }

    private static IEnumerable<string> Contradictions(ImageOptions options)
    {
        if (options.MinWidth > options.MaxWidth)
        {
            yield return Contradiction(options, "Width", (options.MinWidth, options.MaxWidth));
        }

        if (options.MinHeight > options.MaxHeight)
        {
            yield return Contradiction(options, "Height", (options.MinHeight, options.MaxHeight));
        }

        var pixels = (long?)options.MinWidth * options.MinHeight;
        if (pixels > options.MaxPixels)
        {
            yield return TooFew(options, nameof(options.MaxPixels), (pixels, options.MaxPixels));
        }

        if (pixels > options.MaxTotalPixels)
        {
            yield return TooFew(options, nameof(options.MaxTotalPixels), (pixels, options.MaxTotalPixels));
        }
    }

    private static string TooFew(ImageOptions options, string name, (long? Min, long? Max) range) =>
        $"{Own(options, name)} is {range.Max}, and {Other(options, nameof(options.MinWidth))} × "
        + $"{Other(options, nameof(options.MinHeight))} is {range.Min}, so that no picture could be accepted. Raise "
        + $"{name}, or lower the other two.";

    private static string Contradiction(ImageOptions options, string side, (int? Min, int? Max) range) =>
        $"{Own(options, $"Min{side}")} is {range.Min}, and more than {Other(options, $"Max{side}")}, which is "
        + $"{range.Max}, so that no picture could be accepted. Raise Max{side}, or lower Min{side}.";

    private static string Own(ImageOptions options, string name) => options.Source(name, $"ImageOptions.{name}");

    private static string Other(ImageOptions options, string name) => options.Source(name, name);
}
