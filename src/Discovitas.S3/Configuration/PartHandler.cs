using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Configuration;

/// <summary>
/// In the SDK's pipeline, before it signs: a part brings its SHA-256 along, so that the SDK does not read it once more for that, and is
/// told to <see cref="S3HttpClientFactory"/>, which sends it without a copy.
/// </summary>
internal sealed class PartHandler : PipelineHandler
{
    private static readonly AsyncLocal<PartStream?> Sending = new();

    /// <summary>The part that the request under way sends; null for any other request.</summary>
    internal static PartStream? Current => Sending.Value;

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext.Request;
        Sending.Value = WrapperStream.SearchWrappedStream(request.ContentStream, static stream => stream is PartStream) as PartStream;
        request.PrecomputedContentSha256 ??= Sending.Value?.Sha256;
        return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
    }
}
