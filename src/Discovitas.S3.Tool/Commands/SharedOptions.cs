using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Discovitas.S3.Tool.Commands;

/// <summary>Creates the options that several commands have.</summary>
internal static partial class SharedOptions
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

    internal static Option<string?> Region(string description)
    {
        var option = Text("--region", "name", description);
        option.Validators.Add(result =>
        {
            if (!result.Tokens.All(token => RegionName().IsMatch(token.Value)))
            {
                result.AddError("--region needs letters, digits and hyphens: eu-west-1.");
            }
        });
        return option;
    }

    /// <summary>Requires origins of pages.</summary>
    /// <param name="option">The option.</param>
    /// <param name="allowsAny">Whether <c>*</c> is allowed, for any origin or in a host.</param>
    internal static void RequireOrigins(Option option, bool allowsAny) => option.Validators.Add(result =>
    {
        if (!result.Tokens.All(token => IsOrigin(token.Value) && (allowsAny || !token.Value.Contains('*'))))
        {
            result.AddError(
                $"{option.Name} needs an origin: https://www.example.com{(allowsAny ? ", or * for any" : "")}.");
        }
    });

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

    private static bool IsOrigin(string text) => text == "*"
        || (Uri.TryCreate(text.Replace("*", "any", StringComparison.Ordinal), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.PathAndQuery == "/");

    // It becomes a part of host names.
    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex RegionName();
}
