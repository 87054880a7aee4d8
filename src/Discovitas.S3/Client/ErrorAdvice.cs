namespace Discovitas.S3.Client;

/// <summary>Says what to do about S3's error codes (Amazon S3 API reference, "Error responses").</summary>
internal static class ErrorAdvice
{
    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        ["AccessDenied"] =
            "Allow these credentials s3:PutObject, s3:GetObject, s3:DeleteObject, s3:AbortMultipartUpload and " +
            "s3:ListMultipartUploadParts on the keys, and s3:ListBucket on the bucket, without which S3 returns this " +
            "error for a missing file; with a KMS key also kms:GenerateDataKey and kms:Decrypt.",
        ["Forbidden"] =
            "Allow these credentials s3:GetObject on the keys, and s3:ListBucket on the bucket, without which S3 " +
            "returns this error for a missing file.",
        ["AllAccessDisabled"] = "The account or the bucket is disabled: contact its owner.",
        ["NoSuchBucket"] = "Create the bucket, or correct S3:Bucket, S3:Region or S3:ServiceUrl.",
        ["NoSuchKey"] = "The file was deleted, or was never stored under this key.",
        ["NoSuchUpload"] = "The multipart upload was completed or aborted, or never started.",
        ["NotFound"] = "The file or the bucket does not exist: check S3:Bucket and the key.",
        ["PermanentRedirect"] = "The bucket is in another region: set S3:Region to the bucket's region.",
        ["MovedPermanently"] = "The bucket is in another region: set S3:Region to the bucket's region.",
        ["AuthorizationHeaderMalformed"] = "The bucket is in another region: set S3:Region to the bucket's region.",
        ["InvalidAccessKeyId"] =
            "The store does not know this access key: check S3:AccessKeyId, and that the key belongs to this store.",
        ["SignatureDoesNotMatch"] =
            "S3:SecretAccessKey is not the secret of S3:AccessKeyId, or a proxy changes the requests.",
        ["ExpiredToken"] = "The temporary credentials have expired: renew them.",
        ["InvalidToken"] = "S3:SessionToken does not belong to S3:AccessKeyId.",
        ["RequestTimeTooSkewed"] = "This machine's clock is off by more than 15 minutes: set it.",
        ["SlowDown"] = "The store asks for fewer requests: try again later, or spread the load.",
        ["TooManyRequests"] = "The store asks for fewer requests: try again later, or spread the load.",
        ["ServiceUnavailable"] = "The store is overloaded or down: try again later.",
        ["InternalError"] = "The store failed: try again later.",
        ["EntityTooLarge"] = "The store does not accept files of this size: lower S3:MaxFileSize to its limit.",
        ["QuotaExceeded"] = "The bucket or the account is full.",
        ["InvalidRange"] = "The range starts after the end of the file.",
        ["BadDigest"] = "The bytes were damaged in transit: try again.",
        ["XAmzContentSHA256Mismatch"] =
            "The bytes were damaged in transit, or the store does not understand how the client signs: build the " +
            "client from S3Settings, or set RequestChecksumCalculation to WHEN_REQUIRED on yours.",
        ["IncompleteBody"] = "The connection broke while sending: try again.",
        ["RequestTimeout"] = "The connection was too slow: try again.",
        ["AccessControlListNotSupported"] = "ACLs are disabled for this bucket: do not send one.",
        ["NotImplemented"] = "The store does not support this operation or header.",
    };

    /// <summary>Returns what to do about the error, or null if the code is not known.</summary>
    internal static string? Find(string code) => ByCode.GetValueOrDefault(code);
}
