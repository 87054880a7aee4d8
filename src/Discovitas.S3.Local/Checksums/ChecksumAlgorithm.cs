using System.Security.Cryptography;

namespace Discovitas.S3.Local.Checksums;

/// <summary>A checksum algorithm of S3; <see cref="All"/> lists them.</summary>
/// <param name="Name">As S3 writes it, for instance <c>CRC32</c>.</param>
/// <param name="Size">The number of bytes of a value.</param>
/// <param name="CoversWhole">Whether a multipart object can have it over all its bytes (type FULL_OBJECT).</param>
/// <param name="CoversParts">Whether a multipart object can have it over its parts' checksums (type COMPOSITE).</param>
/// <param name="Start">Starts a computation.</param>
internal sealed record ChecksumAlgorithm(
    string Name, int Size, bool CoversWhole, bool CoversParts, Func<RunningChecksum> Start)
{
    internal static readonly ChecksumAlgorithm[] All =
    [
        new("CRC32", 4, CoversWhole: true, CoversParts: true, () => new Crc32Checksum()),
        new("CRC32C", 4, CoversWhole: true, CoversParts: true, () => new Crc32CChecksum()),
        new("CRC64NVME", 8, CoversWhole: true, CoversParts: false, () => new Crc64NvmeChecksum()),
        new("SHA1", 20, CoversWhole: false, CoversParts: true, () => new DigestChecksum(HashAlgorithmName.SHA1)),
        new("SHA256", 32, CoversWhole: false, CoversParts: true, () => new DigestChecksum(HashAlgorithmName.SHA256)),
    ];

    /// <summary>Gets the algorithm of objects for which the client names none.</summary>
    internal static ChecksumAlgorithm Default { get; } = FromName("CRC64NVME")!;

    /// <summary>Gets the header or trailer that carries a value, for instance <c>x-amz-checksum-crc32</c>.</summary>
    internal string Header { get; } = "x-amz-checksum-" + Name.ToLowerInvariant();

    /// <summary>Gets the XML element that carries a value, for instance <c>ChecksumCRC32</c>.</summary>
    internal string Element { get; } = "Checksum" + Name;

    internal static ChecksumAlgorithm? FromName(string? name) =>
        Array.Find(All, algorithm => algorithm.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static ChecksumAlgorithm? FromHeader(string? header) =>
        Array.Find(All, algorithm => algorithm.Header.Equals(header, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether the text is base64 of the right number of bytes.</summary>
    internal bool IsValue(string value)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(value, bytes, out var length) && length == Size;
    }
}
