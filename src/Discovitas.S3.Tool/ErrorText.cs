using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool;

/// <summary>What went wrong, for a person to read: no type, no stack, one line each.</summary>
internal static class Sentences
{
    public static IEnumerable<string> Of(Exception failure) => failure switch
    {
        AggregateException several => several.Flatten().InnerExceptions.SelectMany(Of),
        OptionsValidationException settings => settings.Failures.Select(DisplayText.Clean),

        // A pipe or a terminal: its length cannot be asked for.
        NotSupportedException => ["It is not an ordinary file."],

        // A broken appsettings.json: only what is inside says where.
        InvalidDataException { InnerException: not null } => [DisplayText.Clean($"{failure.Message} {failure.GetBaseException().Message}")],
        _ => [DisplayText.Clean(failure.Message)],
    };
}
