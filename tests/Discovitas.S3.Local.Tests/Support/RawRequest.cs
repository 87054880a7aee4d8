using System.Security.Cryptography;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>
/// A request that is sent byte for byte. Its signature is computed without code of the server.
/// </summary>
internal sealed class RawRequest(string method, string target)
{
    internal string Method { get; } = method;

    /// <summary>Gets the encoded path and query.</summary>
    internal string Target { get; } = target;

    /// <summary>Gets the path to sign, if it differs from the one that is sent.</summary>
    internal string? SignedPath { get; init; }

    internal byte[] Body { get; set; } = [];

    internal string? PayloadHash { get; init; }

    internal string Secret { get; set; } = "local-development-only";

    internal string Region { get; init; } = "us-east-1";

    internal DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Gets the signed headers.</summary>
    internal SortedDictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the unsigned headers.</summary>
    internal Dictionary<string, string> Unsigned { get; } = [];

    internal string Timestamp => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Gets the day of the scope, if it is not that of the time.</summary>
    internal string? Day { get; init; }

    internal string Scope => $"{Day ?? Timestamp[..8]}/{Region}/s3/aws4_request";

    internal string Signature { get; private set; } = "";

    internal void Sign(string host, string accessKeyId)
    {
        Headers["host"] = host;
        Headers["x-amz-date"] = Timestamp;
        Headers["x-amz-content-sha256"] = PayloadHash ?? Hex(SHA256.HashData(Body));
        var names = string.Join(';', Headers.Keys);
        var parts = Target.Split('?', 2);
        var canonical = $"{Method}\n{SignedPath ?? parts[0]}\n{(parts.Length > 1 ? parts[1] : "")}\n" +
            string.Concat(Headers.Select(header => $"{header.Key}:{header.Value}\n")) +
            $"\n{names}\n{Headers["x-amz-content-sha256"]}";
        Signature = Sign($"AWS4-HMAC-SHA256\n{Timestamp}\n{Scope}\n{Hash(canonical)}");
        Headers["authorization"] =
            $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{Scope},SignedHeaders={names},Signature={Signature}";
    }

    internal string Sign(string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    internal static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal static string Hash(byte[] bytes) => Hex(SHA256.HashData(bytes));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
