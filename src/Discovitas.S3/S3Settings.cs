using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Discovitas.S3;

/// <summary>
/// Where the files go, who sends them and what may come in. Bound from section <c>S3</c> of the app's configuration by
/// <see cref="S3UploadsServiceCollectionExtensions.AddS3Uploads(Microsoft.Extensions.DependencyInjection.IServiceCollection)"/>
/// and checked when the app starts.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3Settings
{
    internal const long Mebibyte = 1024 * 1024;

    /// <summary>The smallest part that S3 takes, the last one excepted: 5 MiB.</summary>
    internal const long MinPartSize = 5 * Mebibyte;

    /// <summary>The largest part that S3 takes: 5 GiB.</summary>
    internal const long MaxPartSize = 5 * 1024 * Mebibyte;

    internal const int MaxParallelism = 64;

    /// <summary>The bucket's name. Required. Falls back to the plain name <c>S3_BUCKET</c>.</summary>
    [Required(ErrorMessage = "S3:Bucket is missing. Set it to the name of the bucket (environment variable S3__Bucket or S3_BUCKET).")]
    [RegularExpression("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?", ErrorMessage =
        "S3:Bucket is not a bucket name: lower-case letters, digits, hyphens and dots, at most 63, with a letter or digit at either end. Give the name alone, without s3:// or a URL.")]
    public string? Bucket { get; set; }

    /// <summary>
    /// The region of the bucket, for instance <c>eu-west-1</c>. Required on AWS; with <see cref="ServiceUrl"/> it is only signed
    /// with, and is <c>us-east-1</c> unless set. Falls back to the plain name <c>AWS_REGION</c>.
    /// </summary>
    [RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage =
        "S3:Region is not a region's name: lower-case letters, digits and hyphens, for instance eu-west-1.")]
    public string? Region { get; set; }

    /// <summary>
    /// The access key's id. Set both this and <see cref="SecretAccessKey"/>, or neither: then the AWS SDK looks for credentials
    /// itself (environment, profile, container, instance role). Falls back to <c>AWS_ACCESS_KEY_ID</c>.
    /// </summary>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of <see cref="AccessKeyId"/>. Never logged, printed or serialized. Falls back to <c>AWS_SECRET_ACCESS_KEY</c>.</summary>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SecretAccessKey { get; set; }

    /// <summary>The session token of temporary keys. Never logged, printed or serialized. Falls back to <c>AWS_SESSION_TOKEN</c>.</summary>
    [JsonIgnore, IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? SessionToken { get; set; }

    /// <summary>
    /// What every key begins with. Default <c>uploads/</c>. Letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>, in folders
    /// that each end with a slash; empty for none.
    /// </summary>
    public string KeyPrefix { get; set; } = "uploads/";

    /// <summary>
    /// The address of an S3-compatible store, for instance <c>https://s3.example.com</c>: scheme, host and, if need be, port.
    /// Default: Amazon's own, from <see cref="Region"/>.
    /// </summary>
    public string? ServiceUrl { get; set; }

    /// <summary>
    /// Whether the bucket stands in the path (<c>host/bucket/key</c>) and not in the host name. Default: yes with
    /// <see cref="ServiceUrl"/>, and on AWS only for a bucket with a dot in its name, which TLS certificates do not cover.
    /// </summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>
    /// What stands before the key in a public URL, when that is not the store itself: a CDN, for instance
    /// <c>https://cdn.example.com</c>. It must serve the key under its own path. Default: the store's address.
    /// </summary>
    public string? PublicBaseUrl { get; set; }

    /// <summary>
    /// Whether the store takes forms under a POST policy, which direct uploads use, since only they bound the size of a file whose size is not
    /// claimed. Default: yes, but for Cloudflare R2 (<c>*.r2.cloudflarestorage.com</c>), which has none. Ceph (16.2) takes them, but drops their
    /// Cache-Control and Content-Disposition: files that a browser would run are refused there unless this is false.
    /// </summary>
    public bool? HasPostPolicy { get; set; }

    /// <summary>The largest file that may come in, in bytes, counted on what really comes. Default: no limit but S3's.</summary>
    public long? MaxFileSize { get; set; }

    /// <summary>
    /// The content types that may come in, exact and without parameters, for instance <c>image/png</c>. Default: empty, any.
    /// With a list, the file's extension and its first bytes must agree with the type that is claimed.
    /// </summary>
    public IList<string> AllowedContentTypes { get; } = [];

    /// <summary>The extensions that may come in, with or without their dot, in any case. Default: empty, any.</summary>
    public IList<string> AllowedExtensions { get; } = [];

    /// <summary>
    /// The size of a part in bytes, 5 MiB to 5 GiB. Default 8 MiB. A file of up to one part is one PutObject; a longer one goes up
    /// in parts of this size, or of a larger one where 10,000 of them would not do. An upload from a stream uses up to
    /// <see cref="PartSize"/> × <see cref="Parallelism"/> of memory.
    /// </summary>
    public long PartSize { get; set; } = 8 * Mebibyte;

    /// <summary>How many parts of one upload are on their way at once, 1 to 64. Default 4.</summary>
    public int Parallelism { get; set; } = 4;

    /// <summary>How long connecting to the store may take. Default 10 seconds. Holds for the client built from these settings.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one request may make no progress (no byte taken, no answer) before it is given up and, within <see cref="RetryFor"/>, tried
    /// again. Default 30 seconds. Completing a multipart upload, which stores answer late, gets four times as long.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after its first failure a request is tried again, when the store does not answer or answers with trouble of its own, after
    /// growing pauses of up to 4 seconds. Default 20 seconds. Zero: every request is tried once. A request that fails fast is tried six
    /// times at least. Each request counts for itself; a client of the app's own that tries again as well does so within each attempt.
    /// </summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The encryption asked of the store: <c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>. Default: what the bucket does by itself.</summary>
    [AllowedValues(null, "AES256", "aws:kms", "aws:kms:dsse", ErrorMessage = "S3:ServerSideEncryption must be AES256, aws:kms or aws:kms:dsse.")]
    public string? ServerSideEncryption { get; set; }

    /// <summary>The KMS key to encrypt with, for <c>aws:kms</c> and <c>aws:kms:dsse</c>. Default: the account's own key for S3.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>The 12 digits of the account that must own the bucket; if another does, the store refuses. Default: not checked.</summary>
    [RegularExpression("[0-9]{12}", ErrorMessage = "S3:ExpectedBucketOwner must be the 12 digits of an AWS account.")]
    public string? ExpectedBucketOwner { get; set; }

    /// <summary>Gets or sets the store's name; empty for the default store.</summary>
    internal string Store { get; set; } = "";

    /// <summary>Gets or sets the path of the section that was read, empty for the root; null if no section was read.</summary>
    internal string? Section { get; set; }

    /// <summary>Gets what is wrong with the section beyond its values: names that are misspelt.</summary>
    internal IList<string> Problems { get; } = [];

    /// <summary>Gets what is odd about the section: names that mean nothing.</summary>
    internal IList<string> Warnings { get; } = [];

    // SigV4 over http must sign the body; over https TLS protects it, and R2 among others accepts nothing else.
    internal bool SignsPayload => ServiceUrl?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;

    internal bool AcceptsForms => HasPostPolicy
        ?? !(ServiceUrl is { } url && new Uri(url).Host.EndsWith(".r2.cloudflarestorage.com", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns a copy that later changes do not affect; the lists are read once, when the rules are made of them.</summary>
    internal S3Settings Snapshot() => (S3Settings)MemberwiseClone();

    /// <summary>Returns the settings that identify the store, for a person to read. Holds no secret.</summary>
    public override string ToString() =>
        $"S3Settings {{ Bucket = {Bucket}, Region = {Region}, ServiceUrl = {ShownUrl}, KeyPrefix = {KeyPrefix}, "
        + $"AccessKeyId = {(AccessKeyId is null ? "none" : "set")} }}";

    private string? ShownUrl => ServiceUrl?.Contains('@', StringComparison.Ordinal) == true ? "(holds a user)" : ServiceUrl;
}
