using Amazon.S3;

namespace Discovitas.S3.Objects;

/// <summary>What an answer says of the bytes that were stored.</summary>
internal readonly record struct StoreReceipt(string? ETag, string? Crc32, ServerSideEncryptionMethod? Encryption)
{
    private const int Md5Length = 32;

    internal bool HasChecksum => !string.IsNullOrEmpty(Crc32);

    /// <summary>The MD5 in hex that the ETag is, unless the object is encrypted with KMS (Amazon S3 API reference, "Object").</summary>
    internal string? Md5 => ETag?.Trim('"') is { Length: Md5Length } text && text.All(char.IsAsciiHexDigit) && Encryption?.Value?.StartsWith("aws:kms", StringComparison.Ordinal) != true
        ? text.ToUpperInvariant()
        : null;
}
