namespace Discovitas.S3.Local;

/// <summary>An access key of a <see cref="LocalS3Server"/> that may be limited.</summary>
/// <remarks>
/// What the key may not do is answered with 403 AccessDenied. The key may not read what is in other buckets, and
/// ListBuckets does not show them to it.
/// </remarks>
/// <example>
/// <code>
/// var options = new LocalS3Options
/// {
///     AccessKeys =
///     {
///         new() { AccessKeyId = "READER", SecretAccessKey = "reader-secret", IsReadOnly = true },
///         new() { AccessKeyId = "PICTURES", SecretAccessKey = "pictures-secret", Buckets = ["pictures"] },
///     },
/// };
/// </code>
/// </example>
public sealed class LocalS3AccessKey
{
    /// <summary>Gets the ID of the access key. It must differ from those of the other keys.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>Gets the secret of the access key.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>
    /// Gets whether the key may only read: GET and HEAD requests. Default <see langword="false"/>: it may write too.
    /// </summary>
    public bool IsReadOnly { get; init; }

    /// <summary>
    /// Gets the buckets that the key may see and, unless it is read-only, change and create. Default
    /// <see langword="null"/>: all.
    /// </summary>
    public IReadOnlyCollection<string>? Buckets { get; init; }

    internal bool MaySee(string bucket) => Buckets?.Contains(bucket) ?? true;
}
