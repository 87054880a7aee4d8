using Amazon.S3.Model;

namespace Discovitas.S3.Setup;

/// <summary>The CORS rule with which pages send files to the store.</summary>
internal static class CorsRules
{
    private const int MaxAgeSeconds = 3000;

    internal static CORSRule Create(S3Settings settings, IEnumerable<string> origins) => new()
    {
        Id = RuleId.Create("uploads", settings.PendingPrefix),
        AllowedOrigins = [.. origins.Distinct(StringComparer.Ordinal)],
        AllowedMethods = ["PUT", "POST"],
        AllowedHeaders = ["*"],

        // Without it, the script does not see the ETag of a part, which completing the upload requires.
        ExposeHeaders = ["ETag"],
        MaxAgeSeconds = MaxAgeSeconds,
    };

    /// <summary>Returns whether the rule in the bucket does the same; a store may reorder what it contains.</summary>
    internal static bool IsSame(CORSRule found, CORSRule ours) =>
        IsSame(found.AllowedOrigins, ours.AllowedOrigins)
        && IsSame(found.AllowedMethods, ours.AllowedMethods)
        && IsSame(found.AllowedHeaders, ours.AllowedHeaders)
        && IsSame(found.ExposeHeaders, ours.ExposeHeaders)
        && found.MaxAgeSeconds == ours.MaxAgeSeconds;

    /// <summary>Returns the rule as Amazon's command line accepts it.</summary>
    internal static string ToJson(CORSRule rule) => JsonText.Write(json =>
    {
        json.WriteStartArray("CORSRules");
        json.WriteStartObject();
        json.WriteString("ID", rule.Id);
        json.WriteTexts("AllowedOrigins", rule.AllowedOrigins);
        json.WriteTexts("AllowedMethods", rule.AllowedMethods);
        json.WriteTexts("AllowedHeaders", rule.AllowedHeaders);
        json.WriteTexts("ExposeHeaders", rule.ExposeHeaders);
        json.WriteNumber("MaxAgeSeconds", rule.MaxAgeSeconds!.Value);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static bool IsSame(List<string>? found, List<string> ours) =>
        (found ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(ours);
}
