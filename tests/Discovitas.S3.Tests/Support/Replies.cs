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

    /// <summary>Adds what every answer of a store has, unless the test has set it.</summary>
    internal static T Signed<T>(T response)
        where T : AmazonWebServiceResponse
    {
        switch (response)
        {
            case ListObjectsV2Response list:
                list.Name ??= "b";
                break;
            case ListMultipartUploadsResponse uploads:
                uploads.BucketName ??= "b";
                break;
            case ListPartsResponse parts:
                parts.UploadId ??= StoreMock.UploadId;
                break;
            case GetObjectResponse file:
                file.ETag ??= "\"found\"";
                file.Headers.ContentLength = file.ContentLength;
                break;
        }

        return response;
    }

    /// <summary>Returns the answer of a store that has deleted everything.</summary>
    internal static DeleteObjectsResponse Deleted(DeleteObjectsRequest request) =>
        StoreMock.FromStore(new DeleteObjectsResponse
        {
            DeletedObjects = [.. request.Objects.Select(one => new DeletedObject { Key = one.Key })],
        });

    /// <summary>Lets the store list one object, or none, in an answer without an id.</summary>
    internal static void List(StoreMock store, string? key, string? etag, string? bucket = "b") =>
        store.Mock.Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(WithoutId(new ListObjectsV2Response
            {
                Name = bucket,
                S3Objects = key is null ? null : [new S3Object { Key = key, ETag = etag }],
            }));

    /// <summary>Returns what the SDK makes of an answer with this status and nothing else.</summary>
    internal static AmazonS3Exception Page(HttpStatusCode status) =>
        new(status.ToString(), new HttpErrorResponseException(Mock.Of<IWebResponseData>()), ErrorType.Unknown,
            status.ToString(), "", status);
}
