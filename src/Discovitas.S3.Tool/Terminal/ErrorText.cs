using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Describes failures for the person at the terminal: one line each, without types and stack traces.</summary>
internal static class ErrorText
{
    internal static IEnumerable<string> From(Exception failure) => failure switch
    {
        AggregateException several => several.Flatten().InnerExceptions.SelectMany(From),
        OptionsValidationException settings => settings.Failures.Select(DisplayText.Clean),

        // A pipe or a terminal has no length.
        NotSupportedException => ["This is not an ordinary file."],

        // Of a broken appsettings.json, only the inner exception says where.
        InvalidDataException { InnerException: not null } =>
            [DisplayText.Clean($"{failure.Message} {failure.GetBaseException().Message}")],
        // The parameter is not the caller's word.
        ArgumentException { ParamName: { } name } =>
            [DisplayText.Clean(failure.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal))],
        _ => [DisplayText.Clean(failure.Message)],
    };
}
