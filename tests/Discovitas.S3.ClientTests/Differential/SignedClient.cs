using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Discovitas.S3.ClientTests.Differential;

/// <summary>
/// Sends calls signed, without a client that would hide answers, and remembers what later calls refer to.
/// </summary>
internal sealed partial class SignedClient(Endpoint endpoint) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Dictionary<string, string> _known = [];

    public void Dispose() => _http.Dispose();

    /// <summary>Carries out a call and returns the answer, without what is another on every store.</summary>
    internal async Task<JsonObject> SendAsync(Call call)
    {
        using var request = Create(call);
        using var response = await _http.SendAsync(request);
        var reply = await Reply.ReadAsync(response, call, endpoint);
        foreach (var name in new[] { "ETag", "UploadId", "NextContinuationToken" })
        {
            if (reply.Find(name) is { } value)
            {
                _known[$"{name}:{call.Number}"] = value;
            }
        }

        if (call.Operation is "CompleteMultipartUpload" && response.IsSuccessStatusCode)
        {
            // Ceph's answer has none.
            await SendAsync(new Call(call.Number, "HeadObject", "HEAD", call.Key));
        }

        return reply.ToJson();
    }

    /// <summary>Removes the bucket with all that is in it.</summary>
    internal async Task RemoveBucketAsync()
    {
        using var inspector = new StoreInspector(Settings());
        await inspector.EmptyAsync();
        await inspector.Client.DeleteBucketAsync(endpoint.Bucket);
    }

    private S3Settings Settings()
    {
        var settings = new S3Settings();
        settings.PointTo(endpoint.Settings);
        settings.Bucket = endpoint.Bucket;
        return settings;
    }

    private HttpRequestMessage Create(Call call)
    {
        var path = $"/{endpoint.Bucket}" + (call.Key is null ? "" : "/" + EncodePath(call.Key));
        var query = string.Join('&', call.Query
            .Select(pair => (pair.Key, Value: Resolve(pair.Value)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value!)}"));
        var uri = new Uri(
            endpoint.Url + path + (query.Length > 0 ? "?" + query : ""),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(call.Method), uri);
        if (call.Method is "PUT" or "POST")
        {
            var bytes = call.Text is null ? Bytes(call.Length ?? 0) : Encoding.UTF8.GetBytes(Resolve(call.Text)!);
            request.Content = new ByteArrayContent(bytes);
            if (call.Operation is "DeleteObjects")
            {
                request.Content.Headers.ContentMD5 = Md5(bytes);
            }
        }

        foreach (var (name, value) in call.Headers)
        {
            var text = value == "{sha256}" ? Sha256(call) : Resolve(value) ?? "\"none\"";
            if (!request.Headers.TryAddWithoutValidation(name, text))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, text);
            }
        }

        Sign(request, path, query);
        return request;
    }

    // A parameter whose value nobody knows is not sent.
    private string? Resolve(string? text)
    {
        var isUnknown = false;
        var named = (text ?? "").Replace("{bucket}", endpoint.Bucket, StringComparison.Ordinal);
        var resolved = Reference().Replace(named, match =>
        {
            var value = _known.GetValueOrDefault(match.Groups[1].Value);
            isUnknown |= value is null;
            return value ?? "unknown";
        });
        return text is null || (isUnknown && text.StartsWith("{NextContinuationToken", StringComparison.Ordinal))
            ? null
            : resolved;
    }

    private void Sign(HttpRequestMessage request, string path, string query)
    {
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{endpoint.Settings.Region}/s3/aws4_request";
        request.Headers.TryAddWithoutValidation("x-amz-date", time);
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        var signed = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value).Trim()))
            .Where(header => header.Name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Append(("host", request.RequestUri!.Authority))
            .OrderBy(header => header.Item1, StringComparer.Ordinal).ToList();
        var names = string.Join(';', signed.Select(header => header.Item1));
        var headers = string.Concat(signed.Select(header => $"{header.Item1}:{header.Item2}\n"));
        var canonical = $"{request.Method}\n{path}\n{query}\n{headers}\n{names}\nUNSIGNED-PAYLOAD";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var key = Encoding.UTF8.GetBytes("AWS4" + endpoint.Settings.SecretAccessKey);
        foreach (var part in scope.Split('/').Append($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hash}"))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={endpoint.Settings.AccessKeyId}/{scope}, SignedHeaders={names}, "
            + $"Signature={Convert.ToHexStringLower(key)}");
    }

    private static string EncodePath(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    private static string Sha256(Call call) => Convert.ToBase64String(SHA256.HashData(Bytes(call.Length ?? 0)));

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security", "CA5351", Justification = "S3 wants an MD5 of the body of DeleteObjects.")]
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);

    [GeneratedRegex(@"\{(\w+:\d+)\}")]
    private static partial Regex Reference();
}
