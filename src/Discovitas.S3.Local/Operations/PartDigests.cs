using System.Security.Cryptography;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Computes the ETag and the checksum of an object from those of its parts.</summary>
internal static class PartDigests
{
    internal static string ETag(List<PartMetadata> parts) =>
        ETag([.. parts.Select(part => part.ETag.Trim('"'))]);

    /// <summary>Computes the ETag from those of the parts, without quotes.</summary>
    internal static string ETag(string[] etags)
    {
        using var md5 = new DigestChecksum(HashAlgorithmName.MD5);
        Array.ForEach(etags, etag => md5.Append(Convert.FromHexString(etag)));
        return $"\"{Convert.ToHexStringLower(md5.Finish())}-{etags.Length}\"";
    }

    /// <summary>Describes a part, with its checksum if that is of the algorithm of the whole object.</summary>
    internal static ObjectPart Describe(PartMetadata part, Checksum? whole)
    {
        var checksum = part.Checksum is { } own && own.Algorithm == whole?.Algorithm ? own.Value : null;
        return new ObjectPart(part.Number, part.Size, checksum);
    }

    /// <summary>Returns the checksum of the object: that of its parts, or that of all bytes.</summary>
    internal static Checksum? Checksum(UploadMetadata upload, List<PartMetadata> parts, Checksum? whole)
    {
        if (upload.ChecksumType != ChecksumType.Composite)
        {
            return whole;
        }

        using var checksum = ChecksumAlgorithm.FromName(upload.ChecksumAlgorithm)!.Start();
        parts.ForEach(part => checksum.Append(Convert.FromBase64String(part.Checksum!.Value)));
        var value = $"{Convert.ToBase64String(checksum.Finish())}-{parts.Count}";
        return new Checksum(upload.ChecksumAlgorithm!, value, ChecksumType.Composite);
    }
}
