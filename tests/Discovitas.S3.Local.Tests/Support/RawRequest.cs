using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>
/// A request to be signed and sent byte for byte. It signs by its own reading of Signature Version 4, which shares no code with the
/// server's.
/// </summary>
internal sealed class RawRequest(string method, string target)
{
    public string Method { get; } = method;

    /// <summary>Path and query as they go over the wire.</summary>
    public string Target { get; } = target;

    /// <summary>The path that is signed, where it differs from what is sent.</summary>
    public string? SignedPath { get; init; }

    public byte[] Body { get; set; } = [];

    public string? PayloadHash { get; init; }

    public string Secret { get; set; } = "local-development-only";

    public string Region { get; init; } = "us-east-1";

    public DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Headers that are signed.</summary>
    public SortedDictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>Headers that are sent without being signed.</summary>
    public Dictionary<string, string> Unsigned { get; } = [];

    public string Timestamp => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public string Scope => $"{Timestamp[..8]}/{Region}/s3/aws4_request";

    public string Signature { get; private set; } = "";

    public void Sign(string host, string accessKeyId)
    {
        Headers["host"] = host;
        Headers["x-amz-date"] = Timestamp;
        Headers["x-amz-content-sha256"] = PayloadHash ?? Hex(SHA256.HashData(Body));
        var names = string.Join(';', Headers.Keys);
        var parts = Target.Split('?', 2);
        var canonical = $"{Method}\n{SignedPath ?? parts[0]}\n{(parts.Length > 1 ? parts[1] : "")}\n" +
            $"{string.Concat(Headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{Headers["x-amz-content-sha256"]}";
        Signature = Sign($"AWS4-HMAC-SHA256\n{Timestamp}\n{Scope}\n{Hash(canonical)}");
        Headers["authorization"] = $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{Scope},SignedHeaders={names},Signature={Signature}";
    }

    public string Sign(string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    public static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Hash(byte[] bytes) => Hex(SHA256.HashData(bytes));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
