using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>
/// Decides who may do what. The owner of the access key may do everything. Anyone else may at most read objects, as
/// under a public bucket policy, and send forms, which carry a signature of their own.
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

        CheckOwner(request, "x-amz-expected-bucket-owner");
        CheckOwner(request, "x-amz-source-expected-bucket-owner");
        if (request.Header("x-amz-acl") is not (null or "bucket-owner-full-control")
            || request.Headers.Keys.Any(name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase)))
        {
            // The answer of a bucket with object ownership "bucket owner enforced", the default since 2023.
            throw new S3Exception(S3Error.AccessControlListNotSupported);
        }
    }

    private static void CheckOwner(S3Request request, string header)
    {
        if (request.Header(header) is not (null or Owner))
        {
            throw new S3Exception(S3Error.AccessDenied);
        }
    }
}
