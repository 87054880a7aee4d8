using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>
/// Who may do what: a proven caller everything, anyone at most read objects, as under a public bucket policy. Anyone may send a form,
/// too: what proves that it is allowed is in the form.
/// </summary>
internal sealed class AccessPolicy(LocalS3Options options)
{
    /// <summary>The account that owns every bucket here.</summary>
    public const string Owner = "000000000000";

    public void Check(S3Request request, Caller caller)
    {
        if (caller.IsAnonymous && !IsOpen(request.Operation))
        {
            throw new S3Exception(S3Error.AccessDenied);
        }

        CheckOwner(request, "x-amz-expected-bucket-owner");
        CheckOwner(request, "x-amz-source-expected-bucket-owner");
        if (request.Header("x-amz-acl") is not (null or "bucket-owner-full-control")
            || request.Headers.Keys.Any(name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase)))
        {
            // as a bucket does whose object ownership is "bucket owner enforced", the default since 2023
            throw new S3Exception(S3Error.AccessControlListNotSupported);
        }
    }

    private bool IsOpen(S3Operation operation) => operation switch
    {
        S3Operation.GetObject or S3Operation.HeadObject => options.PublicRead,
        S3Operation.PostObject => true,
        _ => false,
    };

    private static void CheckOwner(S3Request request, string header)
    {
        if (request.Header(header) is not (null or Owner))
        {
            throw new S3Exception(S3Error.AccessDenied);
        }
    }
}
