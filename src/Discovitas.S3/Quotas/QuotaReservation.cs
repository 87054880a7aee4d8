namespace Discovitas.S3.Quotas;

/// <summary>What one upload has of its folder's quota, until disposal.</summary>
internal sealed class QuotaReservation(FolderQuotas owner, string name, long bytes) : IDisposable
{
    /// <inheritdoc cref="QuotaClaim.Name"/>
    internal string Name { get; } = name;

    /// <summary>Gets or sets the number of bytes that the file may have.</summary>
    internal long Bytes { get; set; } = bytes;

    public void Dispose() => owner.Release(this);
}
