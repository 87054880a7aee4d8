using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Discovitas.S3.Tool.Commands;

/// <summary>Creates the options that several commands have.</summary>
internal static class SharedOptions
{
    internal static Option<bool> Private() => new("--private")
    {
        Description = "The files have no public URLs.",
    };

    internal static int? ParseNumber(ArgumentResult result, string option, int min, int max)
    {
        var text = result.Tokens.SingleOrDefault()?.Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        result.AddError($"{option} needs a number from {min} to {max}.");
        return null;
    }
}
