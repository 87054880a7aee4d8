using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;

namespace Discovitas.S3.Client;

/// <summary>
/// In the SDK's pipeline, before it signs: a part brings its SHA-256 along, so that the SDK does not read it once more for that, and is
/// told to <see cref="S3HttpClientFactory"/>, which sends it without a copy.
/// </summary>
internal sealed class PartHandler : PipelineHandler
{
    // One copy of less costs less than what it takes to avoid it.
    private const int WorthIt = 64 * 1024;

    private static readonly AsyncLocal<PartStream?> Sending = new();

    /// <summary>The part that the request under way sends; null for any other request.</summary>
    internal static PartStream? Current => Sending.Value;

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext.Request;
        var part = WrapperStream.SearchWrappedStream(request.ContentStream, static stream => stream is PartStream) as PartStream;
        request.PrecomputedContentSha256 ??= part?.Sha256;
        Sending.Value = part?.Length >= WorthIt ? part : null;
        return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
    }
}
