using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>AWS Signature Version 4 in headers, for a path without a query that needs no escaping.</summary>
internal sealed class RequestSigner(Target target)
{
    private const string SignedHeaders = "host;x-amz-content-sha256;x-amz-date";

    private readonly string _scope = string.Create(
        CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd}/{target.Region}/s3/aws4_request");
    private readonly Lazy<byte[]> _key = new(() => SigningKey(target));

    internal void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var url = request.RequestUri!;
        var headers = $"host:{url.Authority}\nx-amz-content-sha256:{hash}\nx-amz-date:{time}\n";
        var canonical = $"{request.Method}\n{url.AbsolutePath}\n\n{headers}\n{SignedHeaders}\n{hash}";
        var canonicalHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{_scope}\n{canonicalHash}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("x-amz-date", time);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={target.AccessKeyId}/{_scope}, "
            + $"SignedHeaders={SignedHeaders}, Signature={signature}");
    }

    private static byte[] SigningKey(Target target)
    {
        var day = DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var key = Encoding.UTF8.GetBytes("AWS4" + target.SecretAccessKey);
        return new[] { day, target.Region, "s3", "aws4_request" }
            .Aggregate(key, (above, text) => HMACSHA256.HashData(above, Encoding.UTF8.GetBytes(text)));
    }
}
