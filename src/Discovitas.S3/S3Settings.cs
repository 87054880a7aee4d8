using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3;

/// <summary>
/// Represents the settings of a store: where files are stored, with which credentials, and which are accepted. Bound
/// from section <c>S3</c> of the app's configuration by
/// <see cref="S3UploadsServiceCollectionExtensions.AddS3Uploads(IServiceCollection)"/> and checked when the app starts.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class S3Settings
{
    /// <summary>Gets or sets the bucket's name.</summary>
    /// <value>Required. If it is not set, the plain name <c>S3_BUCKET</c> is read.</value>
    [Required(ErrorMessage =
        "S3:Bucket is missing. Set it to the name of the bucket (environment variable S3__Bucket or S3_BUCKET).")]
    [RegularExpression("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?", ErrorMessage =
        "S3:Bucket is not a bucket name: lower-case letters, digits, hyphens and dots, at most 63, with a letter or "
        + "digit at either end. Give the name alone, without s3:// or a URL.")]
    public string? Bucket { get; set; }

    /// <summary>Gets or sets the region of the bucket, for instance <c>eu-west-1</c>.</summary>
    /// <value>
    /// Required on AWS. With <see cref="ServiceUrl"/>, used only for signing; there the default is <c>us-east-1</c>.
    /// If it is not set, the plain name <c>AWS_REGION</c> is read, then the app's own client, if it has one.
    /// </value>
    [RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage =
        "S3:Region is not a region's name: lower-case letters, digits and hyphens, for instance eu-west-1.")]
    public string? Region { get; set; }

    /// <summary>
    /// Gets or sets the id of the access key. Set both this and <see cref="SecretAccessKey"/>, or neither; without
    /// them, the AWS SDK finds credentials itself (environment, profile, container, instance role).
    /// </summary>
    /// <value>If it is not set, the plain name <c>AWS_ACCESS_KEY_ID</c> is read.</value>
    public string? AccessKeyId { get; set; }

    /// <summary>Gets or sets the secret of <see cref="AccessKeyId"/>. Never logged, printed or serialized.</summary>
    /// <value>If neither it nor the id is set, the plain name <c>AWS_SECRET_ACCESS_KEY</c> is read.</value>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SecretAccessKey { get; set; }

    /// <summary>Gets or sets the session token of temporary credentials. Never logged, printed or serialized.</summary>
    /// <value>If no part of the credentials is set, the plain name <c>AWS_SESSION_TOKEN</c> is read.</value>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SessionToken { get; set; }

    /// <summary>Gets or sets the prefix of every key.</summary>
    /// <value>
    /// The default is <c>uploads/</c>. Folders that each end with a slash, of letters, digits, <c>-</c>, <c>_</c>,
    /// <c>.</c> and <c>~</c>; 1 to 512 characters.
    /// </value>
    public string KeyPrefix { get; set; } = "uploads/";

    /// <summary>
    /// Gets or sets the prefix that replaces <see cref="KeyPrefix"/> while a file waits to be kept. Let a lifecycle
    /// rule of the bucket expire what is below it.
    /// </summary>
    /// <value>
    /// The default is <c>pending/</c>. Folders as in <see cref="KeyPrefix"/>, at least one; neither of the two prefixes
    /// begins with the other.
    /// </value>
    public string PendingPrefix { get; set; } = "pending/";

    /// <summary>
    /// Gets or sets the address of a store other than Amazon S3, for instance <c>https://s3.example.com</c>: scheme,
    /// host and port.
    /// </summary>
    /// <value>The default is the plain name <c>AWS_ENDPOINT_URL_S3</c> or <c>AWS_ENDPOINT_URL</c>, then the app's own
    /// client, if it has one, else Amazon's own address for <see cref="Region"/>.</value>
    public string? ServiceUrl { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the bucket is in the path of a URL (<c>host/bucket/key</c>) instead of
    /// the host name.
    /// </summary>
    /// <value>
    /// The default is true with <see cref="ServiceUrl"/>, and on AWS for a bucket with a dot in its name, which TLS
    /// certificates do not cover.
    /// </value>
    public bool? ForcePathStyle { get; set; }

    /// <summary>
    /// Gets or sets the address at which browsers reach the store, where it is not the app's, for instance
    /// <c>https://files.example.com</c>: scheme, host and port. Signed URLs and forms are made for it.
    /// </summary>
    /// <value>The default is the store's address.</value>
    public string? BrowserUrl { get; set; }

    /// <summary>
    /// Gets or sets the base address of public URLs if it is not the store's address, for instance that of a CDN:
    /// <c>https://cdn.example.com</c>. The CDN must serve each file under its key.
    /// </summary>
    /// <value>The default is <see cref="BrowserUrl"/>, else the store's address.</value>
    public string? PublicBaseUrl { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the store accepts forms with a POST policy. Direct uploads use them,
    /// since only a POST policy can limit the size of a file if its size is not known in advance.
    /// </summary>
    /// <value>
    /// The default is true, except for Cloudflare R2 (<c>*.r2.cloudflarestorage.com</c>), which has no POST policy.
    /// </value>
    public bool? SupportsPostPolicy { get; set; }

    /// <summary>Gets or sets the largest size of a file in bytes, enforced on the bytes received.</summary>
    /// <value>The default is no limit other than the store's. The value must be at least 1.</value>
    public long? MaxFileSize { get; set; }

    /// <summary>
    /// Gets the content types that are accepted, exact and without parameters, for instance <c>image/png</c>. If the
    /// list is not empty, the file's extension and its first bytes must agree with the content type in the request.
    /// </summary>
    /// <value>The default is empty: any content type.</value>
    public IList<string> AllowedContentTypes { get; } = [];

    /// <summary>Gets the extensions that are accepted, with or without a dot, in any case.</summary>
    /// <value>The default is empty: any extension.</value>
    public IList<string> AllowedExtensions { get; } = [];

    /// <summary>
    /// Gets or sets the size of a part in bytes. A file that fits into one part is stored with one PutObject; a larger
    /// one in parts of this size, or in larger parts if 10,000 would not suffice. An upload from a stream uses up to
    /// <see cref="PartSize"/> × <see cref="MaxParallelism"/> bytes of memory, and all together
    /// <see cref="MemoryLimit"/>.
    /// </summary>
    /// <value>The default is 8 MiB. The value must be between 5 MiB and 5 GiB.</value>
    public long PartSize { get; set; } = 8 * Mebibyte;

    /// <summary>Gets or sets the maximum number of parts of one upload that are sent at once.</summary>
    /// <value>The default is 4. The value must be between 1 and 64.</value>
    public int MaxParallelism { get; set; } = 4;

    /// <summary>
    /// Gets or sets how many bytes of memory all uploads from streams may take. A part of it, up to half and at most
    /// 80 MiB, is left to connections, requests and blocks that are kept for the next part; the parts hold the rest.
    /// Uploads wait for memory, and do not read their streams meanwhile. The limit is that of the process: all stores
    /// with the same value share it. A store with another value has memory of its own.
    /// </summary>
    /// <value>
    /// The default is a quarter of the memory that the runtime may use, at least 64 MiB. The value must be at least
    /// <see cref="PartSize"/>. A part that has to be larger is read while no other part is in memory.
    /// </value>
    public long? MemoryLimit { get; set; }

    /// <summary>Gets or sets how long connecting may take. Applies to a client built from these settings.</summary>
    /// <value>The default is 10 seconds. The value must be more than 0 and at most one day.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long a request may go without progress (no byte received, no response) before it fails and,
    /// within <see cref="RetryTimeout"/>, is retried. It may take twice as long if bytes were still on their way.
    /// Completing a multipart upload, to which stores respond late, may take four times as long.
    /// </summary>
    /// <value>The default is 30 seconds. The value must be more than 0 and at most one day.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long after its first failure a request is retried if the store does not respond, or reports a
    /// temporary error. The pauses between attempts grow to 4 seconds. A request that fails fast is tried at least six
    /// times. The time is measured for each request separately. If the app's own client retries as well, it does so
    /// within each attempt.
    /// </summary>
    /// <value>
    /// The default is 20 seconds. The value must be at most one day. With 0, every request is tried once.
    /// </value>
    public TimeSpan RetryTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets or sets how long all inspectors (<see cref="IUploadInspector"/>) of a file may take together. A file that
    /// is not inspected within it is not kept.
    /// </summary>
    /// <value>The default is 1 minute. The value must be between 1 second and 1 hour.</value>
    public TimeSpan InspectionTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets the server-side encryption to request from the store: <c>AES256</c>, <c>aws:kms</c> or
    /// <c>aws:kms:dsse</c>.
    /// </summary>
    /// <value>The default is the bucket's own.</value>
    [AllowedValues(null, "AES256", "aws:kms", "aws:kms:dsse", ErrorMessage =
        "S3:ServerSideEncryption must be AES256, aws:kms or aws:kms:dsse.")]
    public string? ServerSideEncryption { get; set; }

    /// <summary>Gets or sets the KMS key to encrypt with, for <c>aws:kms</c> and <c>aws:kms:dsse</c>.</summary>
    /// <value>The default is the account's own key for S3.</value>
    public string? KmsKeyId { get; set; }

    /// <summary>
    /// Gets or sets the 12-digit id of the AWS account that must own the bucket; the store rejects every request if
    /// another account owns it.
    /// </summary>
    /// <value>The default is no check.</value>
    [RegularExpression("[0-9]{12}", ErrorMessage = "S3:ExpectedBucketOwner must be the 12 digits of an AWS account.")]
    public string? ExpectedBucketOwner { get; set; }
}
