using Amazon.Runtime;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Gives the AWS SDK connections whose requests are counted.</summary>
internal sealed class CountingClients(Traffic traffic) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(CountingHandler.Create(traffic)) { Timeout = Timeout.InfiniteTimeSpan };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
