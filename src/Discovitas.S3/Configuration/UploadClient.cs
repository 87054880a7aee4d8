using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Discovitas.S3.Configuration;

/// <summary>
/// The SDK's client with one change: it sends each request once. What is tried again, and for how long, is decided where the verdict is
/// known (<see cref="Storage.Bucket"/>), and does not hang on the SDK's defaults, which change.
/// </summary>
internal sealed class UploadClient(AmazonS3Config config) : AmazonS3Client(config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new ClockCorrection()));
    }
}
