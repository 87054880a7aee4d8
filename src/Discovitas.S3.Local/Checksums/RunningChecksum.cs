namespace Discovitas.S3.Local.Checksums;

/// <summary>A checksum over bytes that come piece by piece.</summary>
internal abstract class RunningChecksum : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The checksum of everything so far, the most significant byte first, as S3 writes it. Ends the run.</summary>
    public abstract byte[] Finish();

    public virtual void Dispose()
    {
    }
}
