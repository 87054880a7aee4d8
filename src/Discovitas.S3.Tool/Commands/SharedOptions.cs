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

    /// <summary>Creates an option whose value is text without white space.</summary>
    internal static Option<string?> Text(string name, string help, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = help };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0 || token.Value.Any(char.IsWhiteSpace)))
            {
                result.AddError($"{name} needs a value without white space.");
            }
        });
        return option;
    }
}
