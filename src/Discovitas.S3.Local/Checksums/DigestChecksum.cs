using System.Security.Cryptography;

namespace Discovitas.S3.Local.Checksums;

/// <summary>MD5, SHA-1 or SHA-256, computed by the platform.</summary>
internal sealed class DigestChecksum(HashAlgorithmName name) : RunningChecksum
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    internal override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    internal override byte[] Finish() => _hash.GetHashAndReset();

    public override void Dispose()
    {
        _hash.Dispose();
        base.Dispose();
    }
}
