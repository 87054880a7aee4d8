using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// The SDK's client, with two changes. It sends each request once: what is tried again, and for how long, is decided where the verifier is
/// known (<see cref="S3Caller"/>), and does not hang on the SDK's defaults, which change. And it sends parts as they lie in memory.
/// </summary>
internal sealed class UploadClient(AmazonS3Config config) : AmazonS3Client(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ClockCorrection()));
        pipeline.AddHandlerBefore<Signer>(new PartHandler());

        // S3 knows neither endpoint discovery nor compressed requests.
        pipeline.RemoveHandler<EndpointDiscoveryHandler>();
        pipeline.RemoveHandler<CompressionHandler>();
    }
}
