using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>
/// Decides who may do what. The owner of an access key may do what the key allows. Anyone else may at most read
/// objects, as under a public bucket policy, and send forms, which carry a signature of their own.
/// </summary>
internal static class AccessPolicy
{
    /// <summary>The account that owns every bucket.</summary>
    internal const string Owner = "000000000000";

    /// <summary>Throws unless the caller may send the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="isPublic">Whether anyone may read the object.</param>
    internal static void Check(S3Request request, Caller caller, bool isPublic)
    {
        if (caller.IsAnonymous && !isPublic && request.Operation is not S3Operation.PostObject)
        {
            throw new S3Exception(S3Error.AccessDenied);
        }

        if (caller.AccessKey is { } key)
        {
            CheckKey(request, key);
        }

        CheckOwner(request, "x-amz-expected-bucket-owner");
        CheckOwner(request, "x-amz-source-expected-bucket-owner");
    }

    /// <summary>Throws unless the access key allows the request.</summary>
    internal static void CheckKey(S3Request request, LocalS3AccessKey key)
    {
        var isReading = request.Method is "GET" or "HEAD";
        var isVisible = request.Operation is S3Operation.ListBuckets || key.MaySee(request.Bucket);
        if (!isVisible || (key.IsReadOnly && !isReading))
        {
            throw Denied(request, key);
        }
    }

    /// <summary>Creates the error for a request that an access key does not allow.</summary>
    private static S3Exception Denied(S3Request request, LocalS3AccessKey key)
    {
        var action = request.Operation switch
        {
            S3Operation.HeadObject => nameof(S3Operation.GetObject),
            S3Operation.CopyObject or S3Operation.PostObject or S3Operation.CreateMultipartUpload
                or S3Operation.UploadPart or S3Operation.UploadPartCopy or S3Operation.CompleteMultipartUpload =>
                nameof(S3Operation.PutObject),
            S3Operation.DeleteObjects => nameof(S3Operation.DeleteObject),
            S3Operation.HeadBucket or S3Operation.ListObjects or S3Operation.ListObjectsV2 => "ListBucket",
            var other => $"{other}",
        };
        var resource = request.Key.Length == 0 ? request.Bucket : $"{request.Bucket}/{request.Key}";
        return new S3Exception(
            S3Error.AccessDenied,
            $"User: arn:aws:iam::{Owner}:user/{key.AccessKeyId} is not authorized to perform: s3:{action} " +
            $"on resource: \"arn:aws:s3:::{resource}\" because no identity-based policy allows the s3:{action} action");
    }

    private static void CheckOwner(S3Request request, string header)
    {
        if (request.Header(header) is not (null or Owner))
        {
            throw new S3Exception(S3Error.AccessDenied);
        }
    }
}
