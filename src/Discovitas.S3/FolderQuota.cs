namespace Discovitas.S3;

/// <summary>
/// Represents how much a folder may hold, with all folders below it. Before each upload the folder is listed until the
/// quota is reached (S3 operation ListObjectsV2, one request for each thousand files).
/// </summary>
/// <remarks>
/// Uploads that this process is handling count as well: with their size if it is known, or with the largest size that
/// they may have until they end. Other processes are not known, so that the quota can be exceeded by what they upload
/// at the same moment. Pending files do not count, unless the upload itself is pending.
/// </remarks>
public sealed record FolderQuota
{
    /// <summary>Gets the maximum number of files.</summary>
    /// <value>The default is no limit. The value must be at least 0.</value>
    public long? MaxFiles
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(MaxFiles));
            field = value;
        }
    }

    /// <summary>Gets the maximum size of all files together in bytes.</summary>
    /// <value>The default is no limit. The value must be at least 0.</value>
    public long? MaxBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(MaxBytes));
            field = value;
        }
    }
}
