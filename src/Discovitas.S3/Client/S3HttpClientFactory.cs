using System.Globalization;
using System.Net;
using Amazon.Runtime;

namespace Discovitas.S3.Client;

/// <summary>
/// Creates connections with a connect timeout and without <c>Expect: 100-continue</c>, which costs each upload a round
/// trip, and up to a second on a store that ignores it. The SDK sets it on every upload and has no option to disable
/// it. Parts are sent as <see cref="PartContent"/>.
/// </summary>
internal sealed class S3HttpClientFactory : HttpClientFactory
{
    // Connections are replaced from time to time, so that a change of the store's addresses takes effect.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = ConnectionLifetime,
            ActivityHeadersPropagator = new TraceHeaders(),
            ConnectCallback = MeasuredConnection.ConnectAsync,
        };
        if (clientConfig.ConnectTimeout is { } timeout)
        {
            sockets.ConnectTimeout = timeout;
        }

        return new HttpClient(new PartSender(sockets)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // As for its own clients, the SDK keeps one client for all configurations with the same string.
    public override string GetConfigUniqueString(IClientConfig clientConfig) =>
        string.Create(CultureInfo.InvariantCulture, $"Discovitas.S3 {clientConfig.ConnectTimeout}");

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    private sealed class PartSender(HttpMessageHandler next) : DelegatingHandler(next)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.ExpectContinue = false;
            if (PartHttpHandler.FindPart(request) is { } part)
            {
                request.Content = new PartContent(part, request.Content!);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
