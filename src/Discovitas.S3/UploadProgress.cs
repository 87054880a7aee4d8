namespace Discovitas.S3;

/// <summary>How far an upload has come.</summary>
/// <param name="bytesSent">Bytes handed to the network.</param>
/// <param name="totalBytes">The file's size.</param>
public sealed class UploadProgress(long bytesSent, long? totalBytes)
{
    /// <summary>Bytes of the file handed to the network so far, each counted once however often it was sent.</summary>
    public long BytesSent { get; } = bytesSent;

    /// <summary>The file's size in bytes, or null where it is not known before the end.</summary>
    public long? TotalBytes { get; } = totalBytes;
}
