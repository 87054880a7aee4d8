using System.Text.Json;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Documents;

/// <summary>
/// A bucket policy. It decides what anyone may read; the owner of the access key may do everything.
/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
/// </summary>
internal sealed class BucketPolicy
{
    private readonly PolicyStatement[] _statements;

    private BucketPolicy(PolicyStatement[] statements) => _statements = statements;

    /// <summary>Gets a value indicating whether the policy allows anyone anything.</summary>
    internal bool IsPublic => Array.Exists(_statements, one => one is { Allows: true, IsForAnyone: true });

    internal static BucketPolicy Parse(byte[] document, string bucket)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var statements = json.RootElement.TryGetProperty("Statement", out var found)
                ? found.ValueKind is JsonValueKind.Array ? found.EnumerateArray().ToArray() : [found]
                : [];
            return statements.Length == 0
                ? throw Malformed("Missing required field Statement")
                : new BucketPolicy([.. statements.Select(one => PolicyStatement.Parse(one, bucket))]);
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            throw Malformed("Policies must be valid JSON and the first byte must be '{'");
        }
    }

    /// <summary>Returns whether anyone may do this; <see langword="null"/> if no statement says.</summary>
    internal bool? AllowsAnyone(string action, string resource)
    {
        var matches = Array.FindAll(_statements, one => one.IsForAnyone && one.Matches(action, resource));
        return matches.Length == 0 ? null : Array.TrueForAll(matches, one => one.Allows);
    }

    internal static S3Exception Malformed(string message) => new(S3Error.MalformedPolicy, message);
}
