using System.Net.Http.Headers;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>
/// The limit over http, where the body must be signed: as <see cref="RawUploader"/>, with SigV4 over its SHA-256.
/// </summary>
internal sealed class SignedUploader(Target target) : IUploader
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly RequestSigner _signer = new(target);

    public async Task UploadAsync(Content content)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri(target.Url, $"/{target.Bucket}/{target.NextKey()}"));
        request.Content = new ReadOnlyMemoryContent(content.Bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Target.ContentType);
        _signer.Sign(request, content.Bytes);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
