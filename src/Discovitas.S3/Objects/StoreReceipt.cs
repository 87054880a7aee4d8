namespace Discovitas.S3.Objects;

/// <summary>Describes what a response says about the stored bytes.</summary>
internal readonly record struct StoreReceipt(string? ETag, string? Crc32)
{
    internal bool HasChecksum => !string.IsNullOrEmpty(Crc32);

    /// <summary>
    /// Returns whether the ETag is this MD5 in hex. With KMS encryption, and on some stores, it is something else
    /// (Amazon S3 API reference, "Object"), which shows nothing.
    /// </summary>
    internal bool HasMd5(string md5) => string.Equals(ETag?.Trim('"'), md5, StringComparison.OrdinalIgnoreCase);
}
