using Microsoft.Extensions.Options;

namespace Discovitas.S3.Inspecting;

/// <summary>Checks the options of the tag inspector when the app starts.</summary>
internal sealed class TagInspectorOptionsValidator(string store) : IValidateOptions<TagInspectorOptions>
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, TagInspectorOptions options)
    {
        if (name != store)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    internal static IEnumerable<string> Problems(TagInspectorOptions options)
    {
        if (string.IsNullOrEmpty(options.TagName))
        {
            yield return "TagInspectorOptions.TagName is missing. Set it to the tag that the store's scanner writes.";
        }

        if (string.IsNullOrEmpty(options.ExpectedValue))
        {
            yield return "TagInspectorOptions.ExpectedValue is missing. Set it to the value of a file without threats.";
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > MaxTime)
        {
            yield return "TagInspectorOptions.Timeout must be more than 0 and at most one hour, for instance 00:00:45.";
        }

        if (options.PollInterval < MinInterval || options.PollInterval > MaxTime)
        {
            yield return "TagInspectorOptions.PollInterval must be 100 milliseconds to one hour, "
                + "for instance 00:00:02.";
        }
    }
}
