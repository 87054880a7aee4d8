using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Cors;

/// <summary>The first CORS rule that allows a request, with the origin for the response.</summary>
internal sealed record CorsMatch(CorsRule Rule, string Origin)
{
    /// <summary>Finds the rule for a request, or returns <see langword="null"/> if none allows it.</summary>
    /// <param name="configuration">The configuration of the bucket.</param>
    /// <param name="origin">The origin of the page.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="headers">The headers that a preflight asks for; none for the request itself.</param>
    internal static CorsMatch? Find(
        CorsConfiguration configuration, string origin, string method, params string[] headers)
    {
        // An origin has no user (RFC 6454): "http://localhost:80@evil.example" is another host.
        var rule = Array.Find(configuration.Rules, rule =>
            rule.AllowedMethods.Contains(method)
            && !origin.Contains('@', StringComparison.Ordinal)
            && MatchesAny(rule.AllowedOrigins, origin, StringComparison.Ordinal)
            && Array.TrueForAll(headers, header =>
                MatchesAny(rule.AllowedHeaders, header, StringComparison.OrdinalIgnoreCase)));
        return rule is null ? null : new CorsMatch(rule, rule.AllowedOrigins.Contains("*") ? "*" : origin);
    }

    /// <summary>Writes the headers that S3 sends for a preflight and for the request itself.</summary>
    internal void WriteTo(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = Origin;
        headers.AccessControlAllowMethods = string.Join(", ", Rule.AllowedMethods);
        headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
        if (Rule.ExposeHeaders.Length > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(", ", Rule.ExposeHeaders);
        }

        if (Rule.MaxAgeSeconds is { } seconds)
        {
            headers.AccessControlMaxAge = $"{seconds}";
        }

        // Browsers that send cookies do not accept "*", and S3 does not allow credentials with it.
        if (Origin != "*")
        {
            headers.AccessControlAllowCredentials = "true";
        }
    }

    private static bool MatchesAny(string[] patterns, string text, StringComparison comparison) =>
        Array.Exists(patterns, pattern => Matches(pattern, text, comparison));

    private static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? text.Equals(pattern, comparison)
            : text.Length >= pattern.Length - 1
                && text.StartsWith(pattern[..star], comparison)
                && text.EndsWith(pattern[(star + 1)..], comparison);
    }
}
