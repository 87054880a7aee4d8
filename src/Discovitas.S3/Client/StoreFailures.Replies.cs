using System.Net;
using Amazon.Runtime;

namespace Discovitas.S3.Client;

// Responses that the SDK takes for a success.
internal sealed partial class StoreFailures
{
    /// <summary>Returns the response if it has what only the store returns for this operation.</summary>
    /// <exception cref="S3StoreException">It has not: it is empty, an error, or from something in between.</exception>
    internal T RequireSign<T>(T response, string? key, bool hasSign)
        where T : AmazonWebServiceResponse? =>
        hasSign || !StoreReply.IsFromNetwork(response) ? response : throw NotFromStore(response!, key);

    /// <summary>
    /// Creates the failure for a success without an ETag, which may be a page from a server in between.
    /// </summary>
    internal S3StoreException NoETag(AmazonWebServiceResponse response, string key) =>
        new(Message(
            "The store returned success without an ETag",
            key,
            $"That does not prove that the bytes are stored. Try again. If it happens again: {LookBetween}"))
        {
            Key = key,
            StatusCode = HttpStatusCode.OK,
            RequestId = response.ResponseMetadata.RequestId,
            IsTransient = true,
            IsDamage = true,
        };

    /// <summary>Creates the failure for a file whose length is not stated, so that it may be cut.</summary>
    internal S3StoreException NoLength(AmazonWebServiceResponse response, string key) =>
        new(Message("The answer does not state the length of the file", key, LookBetween))
        {
            Key = key,
            StatusCode = response.HttpStatusCode,
            RequestId = response.ResponseMetadata.RequestId,
        };

    /// <summary>Creates the failure for a success that is not the store's.</summary>
    internal S3StoreException NotFromStore(AmazonWebServiceResponse response, string? key) =>
        new(Message($"The answer (HTTP {(int)response.HttpStatusCode}) does not come from the store", key, LookBetween))
        {
            Key = key,
            StatusCode = response.HttpStatusCode,
            IsTransient = true,
            IsDamage = true,
            IsPage = true,
        };

    /// <summary>Creates the failure for a listing that would never end, or that ends before its last page.</summary>
    internal S3StoreException EndlessListing(string? key) =>
        new(Message("The store's listing does not lead to its next page", key, LookBetween)) { Key = key };

    /// <summary>Creates the failure for an object that was stored, but is not listed.</summary>
    internal S3StoreException NotListed(string key) =>
        new(Message("The store does not list what it stored", key, LookBetween)) { Key = key, IsTransient = true };

    /// <summary>Creates the failure for a multipart upload that does not exist, and has left no file.</summary>
    internal S3StoreException NoUpload(string key, Exception? cause = null) =>
        new(Message("The multipart upload is missing", key, "It was aborted or has expired: start it again."), cause)
        {
            Key = key,
            StatusCode = HttpStatusCode.NotFound,
            IsMissing = true,
        };

    /// <summary>Creates the failure for stored bytes that differ from those that were sent.</summary>
    /// <param name="evidence">How this is known.</param>
    /// <param name="key">The key.</param>
    /// <param name="response">The response that shows it, if one does.</param>
    /// <param name="cause">Why the bytes could not be read back, if that is how it is known.</param>
    internal S3StoreException OtherBytes(
        string evidence, string key, AmazonWebServiceResponse? response = null, Exception? cause = null) =>
        new(Message($"The store holds other bytes than were sent: {evidence}", key, "Try again."), cause)
        {
            Key = key,
            RequestId = response?.ResponseMetadata.RequestId,
            IsTransient = true,
            IsDamage = true,
            HoldsOtherBytes = true,
        };

    /// <summary>Creates the failure for a multipart upload that was started with a response without an id.</summary>
    internal S3StoreException NoUploadId(string key) =>
        new(Message("The store started no multipart upload: its answer has no upload id", key, "Try again."))
        {
            Key = key,
            IsTransient = true,
            IsDamage = true,
        };

    /// <summary>Creates the failure for a store on which two uploads at once would both succeed.</summary>
    internal S3StoreException NoConditionalWrites(string key) =>
        new(Message(
            "The store does not support If-None-Match for PutObject, which IdempotencyKey needs",
            key,
            "Leave IdempotencyKey out, or use a store with conditional writes."))
        {
            Key = key,
            ErrorCode = "NotImplemented",
            StatusCode = HttpStatusCode.NotImplemented,
        };

    /// <summary>Creates the failure for a client that does not show the credentials to sign with.</summary>
    internal S3StoreException HiddenCredentials(string key) =>
        new(Message(
            "The app's own client does not show its credentials, which S3:BrowserUrl and stableFor need",
            key,
            "Set DefaultAWSCredentials in its configuration, or S3:AccessKeyId and S3:SecretAccessKey."))
        {
            Key = key,
        };

    /// <summary>
    /// Creates the failure for a whole file that the store, or a server in between, returned instead of a range.
    /// </summary>
    internal S3StoreException RangeIgnored(string key) =>
        new(Message("The store returned the whole file instead of the requested range", key, LookBetween))
        {
            Key = key,
        };

    /// <summary>
    /// Creates the failure for a response that reports a multipart upload with a made-up id as existing.
    /// </summary>
    internal S3StoreException NotAStore(AmazonWebServiceResponse response, string key) =>
        new(Message("This is not an S3 store: it found a multipart upload that does not exist", key, LookBetween))
        {
            Key = key,
            StatusCode = response.HttpStatusCode,
            RequestId = response.ResponseMetadata.RequestId,
        };
}
