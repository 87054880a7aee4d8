using System.Text;
using Discovitas.S3.Text;

namespace Discovitas.S3.Setup;

/// <summary>Checks <see cref="SetupOptions"/>.</summary>
internal static class SetupRules
{
    private const string OriginRule =
        "scheme, host and a port that is not the default, without a path, in lower case, in ASCII (punycode) and " +
        "with at most one '*', for instance https://app.example.com; or '*' alone";

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static SetupOptions Check(SetupOptions? options)
    {
        options ??= new SetupOptions();
        RequireDays(nameof(SetupOptions.PendingDays), options.PendingDays);
        RequireDays(nameof(SetupOptions.UnfinishedDays), options.UnfinishedDays);
        ArgumentNullException.ThrowIfNull(options.Origins);
        foreach (var origin in options.Origins)
        {
            RequireOrigin("SetupOptions.Origins", origin);
        }

        return options;
    }

    /// <exception cref="ArgumentException">The text is not an origin.</exception>
    internal static void RequireOrigin(string name, string? origin)
    {
        if (origin is null || (origin != "*" && !IsOrigin(origin)))
        {
            throw new ArgumentException(
                $"{name} contains {LogSafe.Quote(origin ?? "null")}, which is not an origin: {OriginRule}.");
        }
    }

    // Browsers send an origin in the form of RFC 6454, section 6.2, and S3 compares it character by character.
    private static bool IsOrigin(string text)
    {
        var host = text.Replace("*", "any", StringComparison.Ordinal);
        return text.Count(one => one == '*') <= 1
            && Ascii.IsValid(text)
            && Uri.TryCreate(host, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority) == host
            && uri.UserInfo.Length == 0;
    }

    private static void RequireDays(string name, int days)
    {
        if (days < 1)
        {
            throw new ArgumentException($"SetupOptions.{name} is {days}; it must be at least 1.");
        }
    }
}
