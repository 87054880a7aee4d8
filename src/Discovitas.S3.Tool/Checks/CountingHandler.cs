namespace Discovitas.S3.Tool.Checks;

/// <summary>Counts each request before it is sent.</summary>
internal sealed class CountingHandler(Traffic traffic, HttpMessageHandler next) : DelegatingHandler(next)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Creates connections without cookies that follow no redirect.</summary>
    internal static CountingHandler Create(Traffic traffic) => new(traffic, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
    });

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A store that ignores it costs a second for each upload.
        request.Headers.ExpectContinue = false;
        traffic.Add(request);
        return base.SendAsync(request, cancellationToken);
    }
}
