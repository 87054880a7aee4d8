using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Configuration;
using Discovitas.S3.Text;

namespace Discovitas.S3.Client;

/// <summary>
/// Creates every <see cref="S3StoreException"/>: from what the SDK throws, and for responses that the SDK wrongly takes
/// for a success. <see cref="ErrorAdvice"/> has the advice for S3's own error codes.
/// </summary>
/// <param name="section">The configuration section that messages name; null if the settings come from code.</param>
internal sealed class StoreFailures(string? section)
{
    private const string LookBetween = "Check the proxies and other servers between the app and the store.";

    /// <summary>Creates the failure for an exception of the SDK.</summary>
    internal S3StoreException From(Exception exception, string? key, bool timedOut) => exception switch
    {
        DeleteObjectsException { Response.DeleteErrors: { Count: > 0 } errors } => FromDeletion(exception, errors),
        AmazonServiceException { StatusCode: not 0 } answer => FromAnswer(answer, key),
        _ when timedOut => Silence(exception, key),
        _ => FromNoResponse(exception, key),
    };

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

    /// <summary>Creates the failure for a multipart upload that survives every abort.</summary>
    internal S3StoreException UploadNotRemoved(string key, int attempts) =>
        new(Message(
            $"The multipart upload still exists after {attempts} aborts, because parts are still being received",
            key,
            "Abort it again later."))
        {
            Key = key,
            IsTransient = true,
        };

    /// <summary>
    /// Creates the failure for a whole file that the store, or a server in between, returned instead of a range.
    /// </summary>
    internal S3StoreException RangeIgnored(string key) =>
        new(Message("The store returned the whole file instead of the requested range", key, LookBetween))
        {
            Key = key,
        };

    /// <summary>Creates the failure for a file that is neither pending nor kept.</summary>
    internal S3StoreException NothingPending(string key) =>
        new(Message(
            "The file is neither pending nor kept", key, "It was never stored, or has expired: upload it again."))
        {
            Key = key,
            StatusCode = HttpStatusCode.NotFound,
            IsMissing = true,
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

    private S3StoreException FromAnswer(AmazonServiceException answer, string? key)
    {
        var code = string.IsNullOrEmpty(answer.ErrorCode) ? answer.StatusCode.ToString() : answer.ErrorCode;
        var isNotFound = answer.StatusCode is HttpStatusCode.NotFound && code is not "NoSuchBucket";
        var isPage = !StoreReply.IsFromStore(answer);
        var advice = isPage && isNotFound
            ? $"The answer is a web page: check S3:ServiceUrl. {LookBetween}"
            : ErrorAdvice.Find(code) ?? LogSafe.Quote(answer.Message);
        var what = $"The store answered {code} (HTTP {(int)answer.StatusCode})";
        return new S3StoreException(Message(what, key, advice), answer)
        {
            Key = key,
            ErrorCode = code,
            StatusCode = answer.StatusCode,
            RequestId = answer.RequestId,
            IsMissing = isNotFound && !isPage,
            IsPage = isPage,
            IsDamage = ErrorCodes.IsDamage(code),
            IsExpired = ErrorCodes.IsExpiry(code),
            IsTransient = ErrorCodes.IsTransient(code, answer.StatusCode) || (isPage && isNotFound),
        };
    }

    private S3StoreException FromDeletion(Exception exception, List<Amazon.S3.Model.DeleteError> errors) =>
        new(Message(
            $"The store did not delete {errors.Count} file(s) and answered {errors[0].Code} for the first",
            errors[0].Key,
            ErrorAdvice.Find(errors[0].Code) ?? LogSafe.Quote(errors[0].Message ?? "")),
            exception)
        {
            Key = errors[0].Key,
            ErrorCode = errors[0].Code,
            StatusCode = HttpStatusCode.OK,
            IsTransient = errors.TrueForAll(error => ErrorCodes.IsTransient(error.Code)),
        };

    private S3StoreException Silence(Exception exception, string? key) =>
        new(Message(
            "The store made no progress for too long",
            key,
            "Check the network and the store, or raise S3:IdleTimeout."),
            exception)
        {
            Key = key,
            IsTransient = true,
            IsSilence = true,
        };

    private S3StoreException FromNoResponse(Exception exception, string? key)
    {
        var reason = NoResponse.From(exception);
        return new(Message(reason.What, key, reason.Advice), exception) { Key = key, IsTransient = reason.IsTransient };
    }

    // The one place where a message is put together.
    private string Message(string what, string? key, string advice)
    {
        var message = $"{what}{(key is null ? "" : $", key {key}")}. {advice}";
        return SettingNames.In(section, message);
    }
}
