using System.IO.Enumeration;
using System.Text.Json;

namespace Discovitas.S3.Local.Documents;

/// <summary>
/// A statement of a bucket policy. One with a condition matches no one here. With NotAction and the like, one that
/// allows matches no one, and one that denies matches everyone.
/// </summary>
internal sealed record PolicyStatement(bool Allows, bool IsForAnyone, string[] Actions, string[] Resources)
{
    private static readonly string[] Exceptions = ["NotAction", "NotPrincipal", "NotResource"];

    internal static PolicyStatement Parse(JsonElement statement, string bucket)
    {
        var effect = statement.TryGetProperty("Effect", out var found) ? found.GetString() : null;
        if (effect is not ("Allow" or "Deny"))
        {
            throw BucketPolicy.Malformed("Invalid effect: " + effect);
        }

        var resources = Texts(statement, "Resource");
        if (Array.Exists(resources, resource => !IsOf(resource, bucket)))
        {
            throw BucketPolicy.Malformed("Policy has invalid resource");
        }

        if (effect == "Deny" && Array.Exists(Exceptions, name => statement.TryGetProperty(name, out _)))
        {
            // What it leaves out is not worked out here. It must not open what its author meant to close.
            return new PolicyStatement(false, IsForAnyone: true, ["*"], [$"arn:aws:s3:::{bucket}*"]);
        }

        var isForAnyone = statement.TryGetProperty("Principal", out var principal)
            && IsAnyone(principal)
            && !statement.TryGetProperty("Condition", out _);
        return new PolicyStatement(effect == "Allow", isForAnyone, Texts(statement, "Action"), resources);
    }

    internal bool Matches(string action, string resource) =>
        Array.Exists(Actions, pattern => FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true))
        && Array.Exists(Resources, pattern =>
            FileSystemName.MatchesSimpleExpression(Path(pattern), resource, ignoreCase: false));

    private static bool IsAnyone(JsonElement principal) => principal.ValueKind is JsonValueKind.String
        ? principal.GetString() == "*"
        : Texts(principal, "AWS").Contains("*");

    private static bool IsOf(string resource, string bucket) =>
        Path(resource) is var path && (path == bucket || path.StartsWith(bucket + "/", StringComparison.Ordinal));

    // arn:aws:s3:::bucket/key
    private static string Path(string resource) => resource.Split(':', 6) is ["arn", _, "s3", "", "", var path]
        ? path
        : throw BucketPolicy.Malformed("Policy has invalid resource");

    private static string[] Texts(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind is JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(one => one.GetString() ?? "")]
            : [value.GetString() ?? ""];
    }
}
