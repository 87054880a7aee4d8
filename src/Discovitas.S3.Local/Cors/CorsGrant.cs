using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Cors;

/// <summary>The first rule that lets an origin use a method, with what it says to the browser.</summary>
internal sealed record CorsGrant(CorsRule Rule, string Origin)
{
    /// <param name="configuration">The bucket's.</param>
    /// <param name="origin">Who asks.</param>
    /// <param name="method">What for.</param>
    /// <param name="headers">The headers that a preflight asks for; the request itself is not asked for them.</param>
    public static CorsGrant? Find(CorsConfiguration configuration, string origin, string method, params string[] headers)
    {
        var rule = Array.Find(configuration.Rules, rule =>
            rule.AllowedMethods.Contains(method)
            && Array.Exists(rule.AllowedOrigins, allowed => Matches(allowed, origin, StringComparison.Ordinal))
            && Array.TrueForAll(headers, header =>
                Array.Exists(rule.AllowedHeaders, allowed => Matches(allowed, header, StringComparison.OrdinalIgnoreCase))));
        return rule is null ? null : new CorsGrant(rule, rule.AllowedOrigins.Contains("*") ? "*" : origin);
    }

    /// <summary>What S3 sends on a preflight and on the request itself alike.</summary>
    public void WriteTo(IHeaderDictionary headers)
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

        // a browser that sends cookies takes no * for an answer, and S3 offers none with it
        if (Origin != "*")
        {
            headers.AccessControlAllowCredentials = "true";
        }
    }

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
