namespace Discovitas.S3.Local;

/// <summary>
/// The object ownership of a bucket, which decides whether it accepts ACLs. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
/// </summary>
public enum LocalS3ObjectOwnership
{
    /// <summary>
    /// Rejects ACLs other than <c>bucket-owner-full-control</c> with <c>AccessControlListNotSupported</c>, as a new
    /// bucket of S3 does.
    /// </summary>
    BucketOwnerEnforced,

    /// <summary>
    /// Accepts ACLs and returns them. They have no effect here: the options and bucket policies decide who may read.
    /// </summary>
    BucketOwnerPreferred,

    /// <summary>Like <see cref="BucketOwnerPreferred"/>, because all objects belong to one account here.</summary>
    ObjectWriter,
}
