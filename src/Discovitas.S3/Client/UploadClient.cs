using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// The SDK's client with two changes. It sends each request once: <see cref="S3Caller"/> decides what is retried and
/// for how long, independent of the SDK's changing defaults. And it sends parts directly from memory.
/// </summary>
internal sealed class UploadClient(AmazonS3Config config) : AmazonS3Client(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ClockCorrection()));
        pipeline.ReplaceHandler<HttpHandler<HttpContent>>(new PartHttpHandler(Config, this));
        pipeline.AddHandlerBefore<Signer>(new PartHashHandler());

        // S3 has neither endpoint discovery nor compressed requests.
        pipeline.RemoveHandler<EndpointDiscoveryHandler>();
        pipeline.RemoveHandler<CompressionHandler>();
    }
}
