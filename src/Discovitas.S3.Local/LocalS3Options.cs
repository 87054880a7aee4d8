using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local;

/// <summary>The options of a <see cref="LocalS3Server"/>. The defaults suit a test.</summary>
public sealed partial class LocalS3Options
{
    /// <summary>
    /// Gets or sets the folder of the objects, which is created if it does not exist and is never removed. Default: a
    /// new temporary folder, which is removed with its content when the server is disposed.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// Gets or sets the port, 0 to 65535. Default 0: the last port of this <see cref="Folder"/> if it is
    /// free, so that URLs survive a restart, or else any free port.
    /// </summary>
    public int Port { get; set; }

    /// <summary>
    /// Gets or sets the bucket that exists from the start. Default <c>local</c>. CreateBucket creates others.
    /// </summary>
    public string Bucket { get; set; } = "local";

    /// <summary>Gets or sets the region for which requests must be signed. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>
    /// Gets or sets the ID of the access key. Default <c>LOCALDEVELOPMENT</c>, which needs no protection, because only
    /// this machine can connect.
    /// </summary>
    public string AccessKeyId { get; set; } = "LOCALDEVELOPMENT";

    /// <summary>Gets or sets the secret of the access key. Default <c>local-development-only</c>.</summary>
    public string SecretAccessKey { get; set; } = "local-development-only";

    /// <summary>
    /// Gets or sets whether GetObject and HeadObject are allowed without a signature, as under a public bucket policy.
    /// Default <see langword="true"/>, so that browsers can open the plain URL of an object. A bucket policy replaces
    /// this option.
    /// </summary>
    public bool PublicRead { get; set; } = true;

    /// <summary>
    /// Gets or sets whether pages that this machine serves can use a bucket without a CORS configuration. Default
    /// <see langword="true"/>, so that uploads from the browser work at once; S3 itself allows no page then.
    /// </summary>
    /// <remarks>
    /// Allows the origins <c>localhost</c>, <c>127.0.0.1</c> and <c>[::1]</c> with any port the methods GET, PUT, POST,
    /// DELETE and HEAD with any headers, and exposes the headers <c>ETag</c> and <c>Location</c>. A CORS configuration
    /// replaces this rule until it is deleted. Pages of other hosts need one.
    /// </remarks>
    public bool AllowLocalOrigins { get; set; } = true;

    /// <summary>
    /// Gets or sets the clock for signatures, expiry, Last-Modified and the delays of <see cref="S3Fault"/>. Default:
    /// the system's clock. The clocks of clients can differ from it by at most 15 minutes.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Validates the options and returns a copy.</summary>
    internal LocalS3Options Snapshot()
    {
        if (!BucketStore.IsName(Bucket))
        {
            throw new ArgumentException(
                $"LocalS3Options.Bucket is '{Bucket}', which is not a valid bucket name. " +
                "Use 3 to 63 lower-case letters, digits, hyphens and dots.");
        }

        if (Port is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentException($"LocalS3Options.Port is {Port}; it must be from 0 to 65535.");
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Region);
        ArgumentException.ThrowIfNullOrWhiteSpace(AccessKeyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(SecretAccessKey);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        var copy = (LocalS3Options)MemberwiseClone();
        copy.CheckHosting();
        return copy;
    }
}
