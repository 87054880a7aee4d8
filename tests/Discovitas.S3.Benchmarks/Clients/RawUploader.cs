using System.Net.Http.Headers;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>The limit: the bytes, PUT by HttpClient and nothing else, which a store of any kind would refuse.</summary>
internal sealed class RawUploader(Target target) : IUploader
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task UploadAsync(Content content)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri(target.Url, $"/{target.Bucket}/{target.NextKey()}"));
        request.Content = new ReadOnlyMemoryContent(content.Bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Target.ContentType);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
