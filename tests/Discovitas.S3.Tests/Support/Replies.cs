using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Discovitas.S3.Tests.Support;

/// <summary>Answers that need not be a store's.</summary>
internal static class Replies
{
    /// <summary>Returns an answer of a store, or anything else, that gives its requests no ids.</summary>
    internal static T WithoutId<T>(T response, HttpStatusCode status = HttpStatusCode.OK)
        where T : AmazonWebServiceResponse
    {
        response.HttpStatusCode = status;
        response.ResponseMetadata = new ResponseMetadata();
        return response;
    }

    /// <summary>Returns what the SDK makes of an answer with this status and nothing else.</summary>
    internal static AmazonS3Exception Page(HttpStatusCode status) =>
        new(status.ToString(), new HttpErrorResponseException(Mock.Of<IWebResponseData>()), ErrorType.Unknown,
            status.ToString(), "", status);
}
