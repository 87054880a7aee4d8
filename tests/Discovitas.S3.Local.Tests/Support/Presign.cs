using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Signs URLs for what the SDK has no request for, by its own reading of Signature Version 4; they live for five minutes.</summary>
internal static class Presign
{
    /// <param name="scenario">Whose server.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">Key and query below the bucket, as they go over the wire, the query in order.</param>
    /// <param name="contentType">A type to be signed.</param>
    public static (string Url, string? ContentType) Url(Scenario scenario, string method, string target, string? contentType = null)
    {
        var time = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{scenario.Server.Region}/s3/aws4_request";
        var signed = contentType is null ? "host" : "content-type;host";
        var parts = $"/{scenario.Bucket}{target}".Split('?', 2);

        // upper case comes first in the canonical order
        var query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&" +
            $"X-Amz-Credential={Uri.EscapeDataString($"{scenario.Server.AccessKeyId}/{scope}")}&X-Amz-Date={time}&X-Amz-Expires=300&" +
            $"X-Amz-SignedHeaders={Uri.EscapeDataString(signed)}{(parts.Length > 1 ? "&" + parts[1] : "")}";
        var headers = $"{(contentType is null ? "" : $"content-type:{contentType}\n")}host:{scenario.Raw.Host}\n";
        var canonical = $"{method}\n{parts[0]}\n{query}\n{headers}\n{signed}\nUNSIGNED-PAYLOAD";
        var key = Encoding.UTF8.GetBytes("AWS4" + scenario.Server.SecretAccessKey);
        foreach (var part in scope.Split('/').Append($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{RawRequest.Hash(canonical)}"))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return ($"{scenario.Server.ServiceUrl}{parts[0]}?{query}&X-Amz-Signature={Convert.ToHexString(key).ToLowerInvariant()}", contentType);
    }
}
