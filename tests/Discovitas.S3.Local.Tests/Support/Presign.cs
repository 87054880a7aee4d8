using System.Security.Cryptography;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Creates presigned URLs that are valid for five minutes.</summary>
internal static class Presign
{
    /// <summary>Signs a URL for which the SDK has no request, without code of the server.</summary>
    /// <param name="scenario">The server.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The encoded key and query; the query must be in order.</param>
    /// <param name="contentType">A content type to sign.</param>
    internal static (string Url, string? ContentType) Url(
        Scenario scenario, string method, string target, string? contentType = null)
    {
        var time = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{scenario.Server.Region}/s3/aws4_request";
        var signed = contentType is null ? "host" : "content-type;host";
        var parts = $"/{scenario.Bucket}{target}".Split('?', 2);

        // Upper case comes first in the canonical order.
        var query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&" +
            $"X-Amz-Credential={Uri.EscapeDataString($"{scenario.Server.AccessKeyId}/{scope}")}&" +
            $"X-Amz-Date={time}&X-Amz-Expires=300&" +
            $"X-Amz-SignedHeaders={Uri.EscapeDataString(signed)}{(parts.Length > 1 ? "&" + parts[1] : "")}";
        var headers = $"{(contentType is null ? "" : $"content-type:{contentType}\n")}host:{scenario.Raw.Host}\n";
        var canonical = $"{method}\n{parts[0]}\n{query}\n{headers}\n{signed}\nUNSIGNED-PAYLOAD";
        var key = Encoding.UTF8.GetBytes("AWS4" + scenario.Server.SecretAccessKey);
        foreach (
            var part in scope.Split('/').Append($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{RawRequest.Hash(canonical)}"))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(key);
        return ($"{scenario.Server.ServiceUrl}{parts[0]}?{query}&X-Amz-Signature={signature}", contentType);
    }

    /// <summary>Signs a URL with the SDK. By default, it puts key k.</summary>
    internal static string SdkUrl(Scenario scenario, Action<GetPreSignedUrlRequest> configure)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
        };
        configure(request);
        return scenario.S3.GetPreSignedURL(request);
    }
}
