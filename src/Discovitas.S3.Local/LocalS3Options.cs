namespace Discovitas.S3.Local;

/// <summary>How a <see cref="LocalS3Server"/> is set up. The defaults suit a test.</summary>
public sealed class LocalS3Options
{
    /// <summary>
    /// The folder that keeps the objects; made if it is not there. Default: a new one among the temporary files, removed with all
    /// that is in it when the server is disposed. A folder given here is never removed.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// The port on 127.0.0.1, 0 to 65535. Default 0: the one that served this <see cref="Folder"/> last if it is free, so that URLs
    /// survive a restart, else any free one.
    /// </summary>
    public int Port { get; set; }

    /// <summary>The bucket that is there from the start. Default <c>local</c>. Others are made by CreateBucket.</summary>
    public string Bucket { get; set; } = "local";

    /// <summary>The region that requests must be signed for. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The id of the one access key. Default <c>LOCALDEVELOPMENT</c>; no secret, since only this machine can connect.</summary>
    public string AccessKeyId { get; set; } = "LOCALDEVELOPMENT";

    /// <summary>The secret of <see cref="AccessKeyId"/>. Default <c>local-development-only</c>.</summary>
    public string SecretAccessKey { get; set; } = "local-development-only";

    /// <summary>
    /// Whether anyone may read objects without a signature, as a public bucket policy lets them: GetObject and HeadObject, nothing
    /// else. Default <see langword="true"/>, so that a browser shows an object's plain URL.
    /// </summary>
    public bool PublicRead { get; set; } = true;

    /// <summary>
    /// Whether pages that this machine serves (<c>localhost</c>, <c>127.0.0.1</c>, <c>[::1]</c>, any port) may use a bucket that has no CORS
    /// configuration: GET, PUT, POST, DELETE and HEAD with any headers, <c>ETag</c> and <c>Location</c> of the answers exposed. Default
    /// <see langword="true"/>, so that uploads from the browser work at once. A configuration that is put takes its place, until it is
    /// deleted; pages of other hosts need one. <see langword="false"/>: as S3 does, which lets no page in without a configuration.
    /// </summary>
    public bool CorsLocalPages { get; set; } = true;

    /// <summary>
    /// The clock for signatures, expiry, Last-Modified and the times of a <see cref="S3Fault"/>. Default: the system's. Clients sign by
    /// their own clock, which may differ from this one by at most 15 minutes.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>These options as they are now, checked.</summary>
    internal LocalS3Options Snapshot()
    {
        if (!Storage.BucketStore.IsName(Bucket))
        {
            throw new ArgumentException($"LocalS3Options.Bucket is '{Bucket}', which is no bucket name: 3 to 63 lower-case letters, digits, hyphens and dots.");
        }

        if (Port is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentException($"LocalS3Options.Port is {Port}; it must be 0 to 65535.");
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Region);
        ArgumentException.ThrowIfNullOrWhiteSpace(AccessKeyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(SecretAccessKey);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return (LocalS3Options)MemberwiseClone();
    }
}
