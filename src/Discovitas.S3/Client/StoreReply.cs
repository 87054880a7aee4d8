using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Discovitas.S3.Client;

/// <summary>Determines where a response comes from.</summary>
internal static class StoreReply
{
    /// <summary>
    /// Returns whether the response came over the network. Such a response always has metadata; one without comes from
    /// a test's mock, which need not provide an ETag or anything else that proves an upload.
    /// </summary>
    internal static bool IsFromStore(AmazonWebServiceResponse? response) => response?.ResponseMetadata is not null;

    /// <summary>
    /// Returns whether the error is a web page. No store returns one: it comes from a proxy or another server, and says
    /// nothing about files. The SDK gives it the same error code as a store's response to HeadObject, which has no
    /// body.
    /// </summary>
    internal static bool IsPage(AmazonServiceException error) =>
        error.InnerException is HttpErrorResponseException { Response.ContentType: { } type }
        && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
}
