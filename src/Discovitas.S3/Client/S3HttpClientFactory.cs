using System.Globalization;
using System.Net;
using Amazon.Runtime;

namespace Discovitas.S3.Client;

/// <summary>
/// Connections with a connect timeout, and without <c>Expect: 100-continue</c>: that costs each upload a round trip, and up to a second
/// with a store that does not answer it. The SDK sets it on every upload and has no switch for it. Parts are sent by
/// <see cref="PartContent"/>.
/// </summary>
internal sealed class S3HttpClientFactory : HttpClientFactory
{
    // So that a change of the store's addresses is noticed.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = ConnectionLifetime,
            ActivityHeadersPropagator = new TraceHeaders(),
        };
        if (clientConfig.ConnectTimeout is { } timeout)
        {
            sockets.ConnectTimeout = timeout;
        }

        return new HttpClient(new PlainSending(sockets)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // The SDK keeps one client for all configurations with this name, as it does for its own.
    public override string GetConfigUniqueString(IClientConfig clientConfig) =>
        string.Create(CultureInfo.InvariantCulture, $"Discovitas.S3 {clientConfig.ConnectTimeout}");

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    private sealed class PlainSending(HttpMessageHandler next) : DelegatingHandler(next)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.ExpectContinue = false;
            if (PartHandler.Current is { } part && request.Content is { } content && content.Headers.ContentLength == part.Length)
            {
                request.Content = new PartContent(part, content);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
