using System.Net;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Text;

namespace Discovitas.S3.Client;

/// <summary>Turns what the SDK throws into an <see cref="S3StoreException"/> with advice.</summary>
internal static class StoreErrors
{
    /// <summary>What to do about an error code (Amazon S3 API reference, "Error responses").</summary>
    private static readonly Dictionary<string, string> AdviceByCode = new(StringComparer.Ordinal)
    {
        ["AccessDenied"] = "Allow these credentials s3:PutObject, s3:GetObject, s3:DeleteObject, s3:AbortMultipartUpload and s3:ListMultipartUploadParts on the keys, and s3:ListBucket on the bucket, without which S3 hides what is missing behind this error; with a KMS key also kms:GenerateDataKey and kms:Decrypt.",
        ["Forbidden"] = "Allow these credentials s3:GetObject on the keys, and s3:ListBucket on the bucket, without which S3 answers so for what is missing.",
        ["AllAccessDisabled"] = "The account or bucket is disabled: see its owner.",
        ["NoSuchBucket"] = "Create the bucket, or correct S3:Bucket, S3:Region or S3:ServiceUrl.",
        ["NoSuchKey"] = "The file was deleted, or was never stored under this key.",
        ["NoSuchUpload"] = "The multipart upload was completed or aborted, or never started.",
        ["NotFound"] = "The file or the bucket is not there: check S3:Bucket and the key.",
        ["PermanentRedirect"] = "The bucket is in another region: set S3:Region to the bucket's own.",
        ["MovedPermanently"] = "The bucket is in another region: set S3:Region to the bucket's own.",
        ["AuthorizationHeaderMalformed"] = "The bucket is in another region than S3:Region says: set it to the bucket's own.",
        ["InvalidAccessKeyId"] = "The store does not know this access key: check S3:AccessKeyId, and that the key belongs to this store.",
        ["SignatureDoesNotMatch"] = "S3:SecretAccessKey is not the secret of S3:AccessKeyId, or a proxy changes the requests.",
        ["ExpiredToken"] = "The temporary credentials have ended: renew them.",
        ["InvalidToken"] = "S3:SessionToken does not belong to S3:AccessKeyId.",
        ["RequestTimeTooSkewed"] = "This machine's clock is off by more than 15 minutes: set it.",
        ["SlowDown"] = "The store asks for fewer requests: try again later, or spread the load.",
        ["TooManyRequests"] = "The store asks for fewer requests: try again later, or spread the load.",
        ["ServiceUnavailable"] = "The store is overloaded or down: try again later.",
        ["InternalError"] = "The store failed: try again later.",
        ["EntityTooLarge"] = "The store takes no file of this size: lower S3:MaxFileSize to its limit.",
        ["QuotaExceeded"] = "The bucket or the account is full.",
        ["InvalidRange"] = "The range starts behind the file's end.",
        ["BadDigest"] = "The bytes were damaged on the way: try again.",
        ["XAmzContentSHA256Mismatch"] = "The bytes were damaged on the way, or the store does not understand how the client signs: build the client from S3Settings, or set RequestChecksumCalculation to WHEN_REQUIRED on yours.",
        ["IncompleteBody"] = "The connection broke while sending: try again.",
        ["RequestTimeout"] = "The connection was too slow: try again.",
        ["AccessControlListNotSupported"] = "The bucket has ACLs disabled: do not send one.",
        ["NotImplemented"] = "The store does not know this operation or header.",
    };

    private static readonly HashSet<string> TransientCodes = new(StringComparer.Ordinal)
    {
        "SlowDown", "TooManyRequests", "ServiceUnavailable", "InternalError", "RequestTimeout", "OperationAborted", "BadDigest",
        "XAmzContentSHA256Mismatch", "IncompleteBody", "Throttling", "ThrottlingException", "RequestLimitExceeded",
    };

    // RequestTimeTooSkewed is the SDK's to mend: it knows the clock that it signs with.
    private static readonly HashSet<string> ExpiryCodes = new(StringComparer.Ordinal) { "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" };

    // Answers that say that the body did not arrive as it was sent.
    private static readonly HashSet<string> DamageCodes = new(StringComparer.Ordinal) { "BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody" };

    internal static S3StoreException Translate(Exception exception, string? key, bool timedOut) => exception switch
    {
        DeleteObjectsException { Response.DeleteErrors: { Count: > 0 } errors } => new(exception.Message, exception)
        {
            StatusCode = HttpStatusCode.OK,
            IsTransient = errors.TrueForAll(error => TransientCodes.Contains(error.Code)),
        },
        AmazonServiceException { StatusCode: not 0 } answer => FromAnswer(answer, key),
        _ when timedOut => new(Message("The store made no progress for too long.", key, "Check the network and the store, or raise S3:IdleTimeout."), exception) { Key = key, IsTransient = true, IsSilence = true },
        AmazonClientException when IsAboutCredentials(exception) => NotSent(exception, key, "There are no credentials.", "Set S3:AccessKeyId and S3:SecretAccessKey, or give the machine a profile or a role."),
        _ when Has<AuthenticationException>(exception) => NotSent(exception, key, "There is no secure connection to the store.", "Check that S3:ServiceUrl speaks https at this port, and that this machine trusts who signed the store's certificate."),
        AmazonClientException when exception.Message.Contains("DisablePayloadSigning", StringComparison.Ordinal) => NotSent(exception, key, "The client talks http, and the settings do not say so.", "Set S3:ServiceUrl to the address that the client uses."),
        ObjectDisposedException => NotSent(exception, key, "The S3 client has been disposed.", "Keep it as long as S3Service, as a singleton."),
        _ => NoAnswer(exception, key, $"The store gave no usable answer ({Cause(exception)}).", "Check S3:ServiceUrl or S3:Region, the network and any proxy; then try again."),
    };

    private static S3StoreException FromAnswer(AmazonServiceException answer, string? key)
    {
        var code = string.IsNullOrEmpty(answer.ErrorCode) ? answer.StatusCode.ToString() : answer.ErrorCode;
        var advice = AdviceByCode.GetValueOrDefault(code) ?? LogSafe.Quote(answer.Message);
        return new S3StoreException($"The store answered {code} (HTTP {(int)answer.StatusCode}){For(key)}. {advice}", answer)
        {
            Key = key,
            ErrorCode = code,
            StatusCode = answer.StatusCode,
            RequestId = answer.RequestId,
            IsDamage = DamageCodes.Contains(code),
            IsExpired = ExpiryCodes.Contains(code),
            IsTransient = TransientCodes.Contains(code) || IsTransient(answer.StatusCode),
        };
    }

    // A success with an error, or with what is no S3 answer, inside says nothing for good.
    private static bool IsTransient(HttpStatusCode status) =>
        status is < HttpStatusCode.MultipleChoices or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);

    private static S3StoreException NoAnswer(Exception exception, string? key, string what, string advice) =>
        new(Message(what, key, advice), exception) { Key = key, IsTransient = true };

    private static S3StoreException NotSent(Exception exception, string? key, string what, string advice) =>
        new(Message(what, key, advice), exception) { Key = key };

    private static string Message(string what, string? key, string advice) => $"{what[..^1]}{For(key)}. {advice}";

    // What HttpClient says names host and port; anything else is told by its innermost cause.
    private static string Cause(Exception exception)
    {
        while (exception is not HttpRequestException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return LogSafe.Quote(exception.Message);
    }

    private static string For(string? key) => key is null ? "" : $", key {key}";

    private static bool IsAboutCredentials(Exception exception) =>
        exception.Message.Contains("credential", StringComparison.OrdinalIgnoreCase);

    private static bool Has<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T)
            {
                return true;
            }
        }

        return false;
    }
}
