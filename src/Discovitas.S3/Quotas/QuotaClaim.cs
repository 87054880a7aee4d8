using Discovitas.S3.Keys;

namespace Discovitas.S3.Quotas;

/// <summary>Describes what an upload needs of its folder.</summary>
/// <param name="Key">The key under which the file is kept.</param>
/// <param name="Quota">The quota of its folder.</param>
/// <param name="AtLeast">The smallest size that the file can have in bytes.</param>
/// <param name="AtMost">The largest size that the file can have in bytes.</param>
internal readonly record struct QuotaClaim(ObjectKey Key, FolderQuota Quota, long AtLeast, long AtMost)
{
    /// <summary>Gets a value indicating whether pending files count as well.</summary>
    internal bool CountsPending { get; init; }

    /// <summary>Gets a value indicating whether objects of other attempts of the upload are the same file.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>Gets what identifies the file: its key, or what the keys of all attempts begin with.</summary>
    internal string Name => IsRepeatable ? Key.Stem : Key.Value;

    /// <summary>Gets what the keys of the file's own variants begin with.</summary>
    internal string VariantName => IsRepeatable ? Key.Stem : Key.VariantPrefix;
}
