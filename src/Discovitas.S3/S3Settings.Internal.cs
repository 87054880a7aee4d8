namespace Discovitas.S3;

/// <content>Members that only this library sets and reads, and what it shows of the settings.</content>
public sealed partial class S3Settings
{
    internal const long Mebibyte = 1024 * 1024;

    /// <summary>The smallest part that S3 accepts, except for the last one.</summary>
    internal const long MinPartSize = 5 * Mebibyte;

    /// <summary>The largest part that S3 accepts.</summary>
    internal const long MaxPartSize = 5 * 1024 * Mebibyte;

    internal const int ParallelismLimit = 64;

    /// <summary>Gets or sets the store's name; empty for the default store.</summary>
    internal string Store { get; set; } = "";

    /// <summary>
    /// Gets or sets the path of the section that was read, empty for the root; null if no section was read.
    /// </summary>
    internal string? Section { get; set; }

    /// <summary>Gets the errors in the section other than wrong values: misspelt names.</summary>
    internal IList<string> Problems { get; } = [];

    /// <summary>Gets the warnings about the section: names that are not settings.</summary>
    internal IList<string> Warnings { get; } = [];

    /// <summary>
    /// Gets or sets the plain name that <see cref="ServiceUrl"/> was read from; null if it was set otherwise.
    /// </summary>
    internal string? ServiceUrlName { get; set; }

    /// <summary>Gets a value indicating whether the settings have credentials.</summary>
    internal bool HasKeys => AccessKeyId is { Length: > 0 } && SecretAccessKey is { Length: > 0 };

    // SigV4 over http must sign the body; over https TLS protects it, and R2 among others accepts nothing else.
    internal bool SignsPayload => ServiceUrl?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;

    internal bool AcceptsForms => SupportsPostPolicy
        ?? !(ServiceUrl is { } url
            && new Uri(url).Host.EndsWith(".r2.cloudflarestorage.com", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Returns a copy that later changes do not affect; the lists are read once, when the rules are created from them.
    /// </summary>
    internal S3Settings Snapshot() => (S3Settings)MemberwiseClone();

    /// <summary>Sets all public settings of another instance to those of this one.</summary>
    internal void CopyTo(S3Settings other)
    {
        other.Bucket = Bucket;
        other.Region = Region;
        other.AccessKeyId = AccessKeyId;
        other.SecretAccessKey = SecretAccessKey;
        other.SessionToken = SessionToken;
        other.KeyPrefix = KeyPrefix;
        other.PendingPrefix = PendingPrefix;
        other.ServiceUrl = ServiceUrl;
        other.ForcePathStyle = ForcePathStyle;
        other.BrowserUrl = BrowserUrl;
        other.SignUrl = SignUrl;
        other.PublicBaseUrl = PublicBaseUrl;
        other.SupportsPostPolicy = SupportsPostPolicy;
        other.MaxFileSize = MaxFileSize;
        other.PartSize = PartSize;
        other.MaxParallelism = MaxParallelism;
        other.MemoryLimit = MemoryLimit;
        other.ConnectTimeout = ConnectTimeout;
        other.IdleTimeout = IdleTimeout;
        other.RetryTimeout = RetryTimeout;
        other.InspectionTimeout = InspectionTimeout;
        other.ServerSideEncryption = ServerSideEncryption;
        other.KmsKeyId = KmsKeyId;
        other.ExpectedBucketOwner = ExpectedBucketOwner;
        Replace(other.AllowedContentTypes, AllowedContentTypes);
        Replace(other.AllowedExtensions, AllowedExtensions);
    }

    /// <summary>Returns the settings that identify the store, in readable form and without secrets.</summary>
    public override string ToString() =>
        $"S3Settings {{ Bucket = {Bucket}, Region = {Region}, ServiceUrl = {ShownUrl}, KeyPrefix = {KeyPrefix}, "
        + $"AccessKeyId = {(AccessKeyId is null ? "none" : "set")} }}";

    private string? ShownUrl =>
        ServiceUrl?.Contains('@', StringComparison.Ordinal) == true ? "(holds a user)" : ServiceUrl;

    private static void Replace(IList<string> list, IList<string> items)
    {
        var copy = items.ToList();
        list.Clear();
        copy.ForEach(list.Add);
    }
}
