namespace Discovitas.S3;

/// <summary>
/// Represents what a bucket needs for the features that an app uses: the documents in the form that Amazon S3 and its
/// command line accept. They contain no secret.
/// </summary>
public sealed record BucketSetup
{
    /// <summary>
    /// Gets the lifecycle rules (S3 operation PutBucketLifecycleConfiguration): they expire pending files and abort
    /// unfinished uploads. <see cref="S3Housekeeping.ApplyLifecycleAsync"/> merges them into those of the bucket.
    /// </summary>
    public required string LifecycleJson { get; init; }

    /// <summary>
    /// Gets the CORS rule (S3 operation PutBucketCors) that lets the pages of <see cref="SetupOptions.Origins"/> send
    /// files; null without an origin. <see cref="S3Housekeeping.ApplyCorsAsync"/> merges it into those of the bucket.
    /// </summary>
    public string? CorsJson { get; init; }

    /// <summary>
    /// Gets the bucket policy (S3 operation PutBucketPolicy) that lets anyone read the files that are kept, and nothing
    /// else; null without <see cref="SetupOptions.PublicUrls"/>. On Amazon S3 it requires that the public access block
    /// of the bucket and of the account allows public policies.
    /// </summary>
    public string? PublicReadPolicyJson { get; init; }

    /// <summary>Gets the IAM policy with the rights that the app needs, and no others.</summary>
    public required string LeastIamPolicyJson { get; init; }
}
