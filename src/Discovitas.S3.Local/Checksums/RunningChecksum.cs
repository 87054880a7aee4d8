namespace Discovitas.S3.Local.Checksums;

/// <summary>A checksum that is computed piece by piece.</summary>
internal abstract class RunningChecksum : IDisposable
{
    internal abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Returns the checksum, most significant byte first, as S3 writes it. Nothing can be appended after that.
    /// </summary>
    internal abstract byte[] Finish();

    public virtual void Dispose()
    {
    }
}
