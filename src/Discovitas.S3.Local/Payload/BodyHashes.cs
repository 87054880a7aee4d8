using System.Security.Cryptography;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Payload;

/// <summary>Computes all hashes of a body in one pass.</summary>
internal sealed class BodyHashes(bool withSha256, ChecksumAlgorithm? algorithm) : IDisposable
{
    private readonly DigestChecksum _md5 = new(HashAlgorithmName.MD5);
    private readonly DigestChecksum? _sha256 = withSha256 ? new(HashAlgorithmName.SHA256) : null;
    private readonly RunningChecksum? _checksum = algorithm?.Start();
    private long _length;

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        _md5.Append(bytes);
        _sha256?.Append(bytes);
        _checksum?.Append(bytes);
    }

    /// <summary>
    /// Throws if the body differs from what the request says: the signed payload hash, Content-MD5, or the checksum.
    /// </summary>
    internal ReceivedBody Finish(string? sha256, string? md5, string? checksum)
    {
        if (sha256 is not null && Convert.ToHexStringLower(_sha256!.Finish()) is var actual && actual != sha256)
        {
            throw new S3Exception(S3Error.XAmzContentSha256Mismatch, null,
                ("ClientComputedContentSHA256", sha256), ("S3ComputedContentSHA256", actual));
        }

        var actualMd5 = _md5.Finish();
        if (md5 is not null && md5 != Convert.ToBase64String(actualMd5))
        {
            throw new S3Exception(
                S3Error.BadDigest, "The Content-MD5 you specified did not match what we received.",
                ("ExpectedDigest", md5), ("CalculatedDigest", Convert.ToBase64String(actualMd5)));
        }

        return new ReceivedBody(_length, actualMd5, FinishChecksum(checksum));
    }

    public void Dispose()
    {
        _md5.Dispose();
        _sha256?.Dispose();
        _checksum?.Dispose();
    }

    private Checksum? FinishChecksum(string? expected)
    {
        if (algorithm is null)
        {
            return null;
        }

        var actual = Convert.ToBase64String(_checksum!.Finish());
        return expected is null || expected == actual
            ? new Checksum(algorithm.Name, actual, ChecksumType.FullObject)
            : throw S3Exception.ChecksumMismatch(algorithm.Name);
    }
}
