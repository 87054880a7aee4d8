using Amazon.S3;

namespace Discovitas.S3.Objects;

/// <summary>Describes what a response says about the stored bytes.</summary>
internal readonly record struct StoreReceipt(string? ETag, string? Crc32, ServerSideEncryptionMethod? Encryption)
{
    private const int Md5Length = 32;

    internal bool HasChecksum => !string.IsNullOrEmpty(Crc32);

    /// <summary>
    /// Gets the MD5 of the bytes in hex, if the ETag has that form. With KMS encryption it is something else (Amazon S3
    /// API reference, "Object").
    /// </summary>
    internal string? Md5
    {
        get
        {
            var text = ETag?.Trim('"') ?? "";
            return !IsKms && text.Length == Md5Length && text.All(char.IsAsciiHexDigit)
                ? text.ToUpperInvariant()
                : null;
        }
    }

    private bool IsKms => Encryption?.Value?.StartsWith("aws:kms", StringComparison.Ordinal) == true;
}
