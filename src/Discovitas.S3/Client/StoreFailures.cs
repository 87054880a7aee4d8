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
internal sealed partial class StoreFailures(string? section)
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

    /// <summary>Creates the failure for a file that is neither pending nor kept.</summary>
    internal S3StoreException NothingPending(string key) =>
        new(Message(
            "The file is neither pending nor kept", key, "It was never stored, or has expired: upload it again."))
        {
            Key = key,
            StatusCode = HttpStatusCode.NotFound,
            IsMissing = true,
        };

    /// <summary>Creates the failure for a variant of a file that is missing.</summary>
    internal S3StoreException NoOriginal(string key) =>
        new(Message("The file does not exist, so that it can have no variants", key, "Upload it first."))
        {
            Key = key,
            StatusCode = HttpStatusCode.NotFound,
            IsMissing = true,
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
