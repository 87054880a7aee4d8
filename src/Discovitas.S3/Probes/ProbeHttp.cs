using System.Net.Http.Headers;

namespace Discovitas.S3.Probes;

/// <summary>Sends requests as a browser or a visitor does, but without cookies and following no redirect.</summary>
internal sealed class ProbeHttp : IDisposable
{
    private const int MaxBody = 64 * 1024;

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    internal ProbeHttp(TimeSpan timeout, TimeProvider time)
    {
        _timeout = timeout;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="HttpRequestException">There was no answer.</exception>
    internal async Task<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token)
                .ConfigureAwait(false);
            var body = await ReadAsync(response.Content, both.Token).ConfigureAwait(false);
            return new HttpAnswer(response.StatusCode, response.Headers, Type(response.Content.Headers), body);
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {_timeout.TotalSeconds:0} seconds");
        }
        catch (IOException cut)
        {
            throw new HttpRequestException("the answer was cut off", cut);
        }
    }

    internal Task<HttpAnswer> GetAsync(string url, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, url), cancellationToken);

    public void Dispose() => _client.Dispose();

    private static string? Type(HttpContentHeaders headers) => headers.ContentType?.ToString();

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = new byte[MaxBody];
        var count = await stream.ReadAtLeastAsync(body, MaxBody, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return body[..count];
    }
}
