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

        if (options.MinWidth > options.MaxWidth)
        {
            yield return Contradiction(options, "Width", (options.MinWidth, options.MaxWidth));
        }

        if (options.MinHeight > options.MaxHeight)
        {
            yield return Contradiction(options, "Height", (options.MinHeight, options.MaxHeight));
        }

        if ((long?)options.MinWidth * options.MinHeight is { } pixels && pixels > options.MaxPixels)
        {
            yield return $"{Own(options, nameof(options.MaxPixels))} is {options.MaxPixels}, and "
                + $"{Other(options, nameof(options.MinWidth))} × {Other(options, nameof(options.MinHeight))} is "
                + $"{pixels}, so that no picture could be accepted. Raise MaxPixels, or lower the other two.";
        }

        if (!Enum.IsDefined(options.OnUnsupported))
        {
            yield return $"{Own(options, nameof(options.OnUnsupported))} is {options.OnUnsupported}, and must be "
                + "Reject or Pass.";
        }
    }

    private static string Contradiction(ImageOptions options, string side, (int? Min, int? Max) range) =>
        $"{Own(options, $"Min{side}")} is {range.Min}, and more than {Other(options, $"Max{side}")}, which is "
        + $"{range.Max}, so that no picture could be accepted. Raise Max{side}, or lower Min{side}.";

    private static string Own(ImageOptions options, string name) => options.Source(name, $"ImageOptions.{name}");

    private static string Other(ImageOptions options, string name) => options.Source(name, name);
}
