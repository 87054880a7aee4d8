using Discovitas.S3.Local.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

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
    /// Gets further access keys, each read-only or not, and for all buckets or for some. Default: none. The key of
    /// <see cref="AccessKeyId"/> may always do everything.
    /// </summary>
    public IList<LocalS3AccessKey> AccessKeys { get; private set; } = [];

    /// <summary>
    /// Gets or sets the object ownership of buckets for which no client has set it, which decides whether they accept
    /// ACLs. Default <see cref="LocalS3ObjectOwnership.BucketOwnerEnforced"/>, as in S3: an ACL other than
    /// <c>bucket-owner-full-control</c> is rejected with <c>AccessControlListNotSupported</c>. Set another one for
    /// clients that always send an ACL, as rclone does.
    /// </summary>
    public LocalS3ObjectOwnership ObjectOwnership { get; set; }

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

    /// <summary>
    /// Gets or sets the clock that measures how long a client is silent. It is not <see cref="TimeProvider"/>, because
    /// a client that sends bytes does not follow a test's clock.
    /// </summary>
    internal TimeProvider ClientClock { get; set; } = TimeProvider.System;

    /// <summary>
    /// Gets or sets the age, more than zero, at which unfinished multipart uploads are aborted and their parts deleted.
    /// Default: 7 days. <see langword="null"/> keeps them, as S3 does.
    /// </summary>
    /// <remarks>
    /// An upload that a crash or a client has interrupted can be continued until then. The age is that of the upload
    /// by <see cref="TimeProvider"/>, whenever its last part was sent. Looked at once an hour, at a request to the
    /// bucket. A lifecycle rule of the bucket that aborts multipart uploads replaces this option.
    /// </remarks>
    public TimeSpan? AbortUploadsAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Gets or sets where the server logs what it finds and removes in the folder: unfinished uploads, and what a crash
    /// has left. Default: no logging; <c>UseLocalFolder</c> uses the logging of the app.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal ILogger CreateLogger() =>
        LoggerFactory?.CreateLogger("Discovitas.S3.Local") ?? NullLogger.Instance;

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

        if (AbortUploadsAfter <= TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"LocalS3Options.AbortUploadsAfter is {AbortUploadsAfter}; it must be more than zero. "
                + "For never, use null.");
        }

        if (Folder is not null && string.IsNullOrWhiteSpace(Folder))
        {
            throw new ArgumentException(
                "LocalS3Options.Folder is empty. Set the path of a folder, or null for a temporary one.");
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Region);
        ArgumentException.ThrowIfNullOrWhiteSpace(AccessKeyId);
        ArgumentException.ThrowIfNullOrWhiteSpace(SecretAccessKey);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        CheckKeys();
        var copy = (LocalS3Options)MemberwiseClone();
        copy.AccessKeys = [.. AccessKeys];
        copy.CheckHosting();
        return copy;
    }

    /// <summary>Returns the access key with this ID, or <see langword="null"/>.</summary>
    internal LocalS3AccessKey? FindKey(string id) => id == AccessKeyId
        ? new LocalS3AccessKey { AccessKeyId = AccessKeyId, SecretAccessKey = SecretAccessKey }
        : AccessKeys.FirstOrDefault(key => key.AccessKeyId == id);

    private void CheckKeys()
    {
        if (!Enum.IsDefined(ObjectOwnership))
        {
            throw new ArgumentException(
                $"LocalS3Options.ObjectOwnership is {ObjectOwnership}, which is no value of LocalS3ObjectOwnership.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal) { AccessKeyId };
        foreach (var key in AccessKeys)
        {
            if (string.IsNullOrWhiteSpace(key?.AccessKeyId) || string.IsNullOrWhiteSpace(key.SecretAccessKey))
            {
                throw new ArgumentException(
                    "LocalS3Options.AccessKeys has a key without an ID or a secret. Set AccessKeyId and "
                    + "SecretAccessKey of each.");
            }

            if (!ids.Add(key.AccessKeyId))
            {
                throw new ArgumentException(
                    $"LocalS3Options has two access keys with the ID '{key.AccessKeyId}'. Give each key its own ID.");
            }

            if (key.Buckets?.FirstOrDefault(bucket => !BucketStore.IsName(bucket)) is { } wrong)
            {
                throw new ArgumentException(
                    $"The access key '{key.AccessKeyId}' names the bucket '{wrong}', which is not a valid bucket " +
                    "name. Use 3 to 63 lower-case letters, digits, hyphens and dots.");
            }
        }
    }
}
