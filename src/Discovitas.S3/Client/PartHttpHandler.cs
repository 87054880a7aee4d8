using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;

namespace Discovitas.S3.Client;

/// <summary>
/// The last handler in the SDK's pipeline: attaches the part that a request sends to its
/// <see cref="HttpRequestMessage"/>, where <see cref="S3HttpClientFactory"/> finds it and sends it without a copy.
/// </summary>
internal sealed class PartHttpHandler(IClientConfig config, object sender)
    : HttpHandler<HttpContent>(new HttpRequestMessageFactory(config), sender)
{
    // Copying fewer bytes costs less than avoiding the copy.
    private const int MinLength = 64 * 1024;

    private static readonly HttpRequestOptionsKey<PartStream> PartKey = new("Discovitas.S3.Part");

    /// <summary>Returns the part that is the body of an SDK request; null if it is anything else.</summary>
    internal static PartStream? FindPart(IRequest request) =>
        WrapperStream.SearchWrappedStream(request.ContentStream, static stream => stream is PartStream) as PartStream;

    /// <summary>Returns the part attached to a request of the same length; null for any other request.</summary>
    internal static PartStream? FindPart(HttpRequestMessage request) =>
        request.Content?.Headers.ContentLength is >= MinLength and var length
            && request.Options.TryGetValue(PartKey, out var part)
            && part.Length == length
            ? part
            : null;

    protected override IHttpRequest<HttpContent> CreateWebRequest(IRequestContext requestContext)
    {
        var request = base.CreateWebRequest(requestContext);
        if (FindPart(requestContext.Request) is { Length: >= MinLength } part
            && request is HttpWebRequestMessage message)
        {
            message.Request.Options.Set(PartKey, part);
        }

        return request;
    }
}
