using System.CommandLine;

namespace Discovitas.S3.Tool.Commands;

/// <summary>Creates the options that several commands have.</summary>
internal static class SharedOptions
{
    internal static Option<bool> Json() => new("--json")
    {
        Description = "Writes JSON to standard output, for scripts; messages go to standard error.",
    };

    internal static Option<string[]> Origins(string description)
    {
        var origins = new Option<string[]>("--origin") { Description = description, HelpName = "URL" };
        origins.Validators.Add(result =>
        {
            foreach (var origin in result.Tokens.Select(token => token.Value).Where(value => !IsOrigin(value)))
            {
                result.AddError(
                    $"{origin} is not an origin. Write it as a browser sends it: https://www.example.com, without a path.");
            }
        });
        return origins;
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
