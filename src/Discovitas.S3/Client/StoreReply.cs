using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Discovitas.S3.Client;

/// <summary>
/// Decides whether a reply is the store's. A proxy, a captive portal or another server in between answers as well, with
/// any status: such a reply says nothing about files.
/// </summary>
internal static class StoreReply
{
    /// <summary>
    /// Returns whether the response came over the network. Such a response always has metadata; one without comes from
    /// a test's mock, which need not provide an ETag or anything else that proves an upload.
    /// </summary>
    internal static bool IsFromNetwork(AmazonWebServiceResponse? response) => response?.ResponseMetadata is not null;

    /// <summary>Returns whether the response has the id that a store gives each request.</summary>
    internal static bool HasRequestId(AmazonWebServiceResponse response) =>
        !string.IsNullOrEmpty(response.ResponseMetadata?.RequestId);

    /// <summary>Returns whether the response is the store's, or that of a test's mock.</summary>
    /// <param name="response">The response.</param>
    /// <param name="hasOwnSign">
    /// Whether it has what only the store returns for this operation. Not every store sends request ids.
    /// </param>
    internal static bool IsFromStore(AmazonWebServiceResponse? response, bool hasOwnSign) =>
        !IsFromNetwork(response) || hasOwnSign || HasRequestId(response!);

    /// <summary>
    /// Returns whether the error is the store's: it has a request id, or an error code in S3's XML. The SDK gives an
    /// error without XML its status as its code. No store returns a web page.
    /// </summary>
    internal static bool IsFromStore(AmazonServiceException error) =>
        error.InnerException is not HttpErrorResponseException { Response: { } response }
            || (!IsPage(response.ContentType)
                && (!string.IsNullOrEmpty(error.RequestId) || error.ErrorCode != error.StatusCode.ToString()));

    private static bool IsPage(string? contentType) =>
        contentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
}
