using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Chooses the checksum of a multipart object.</summary>
internal static class UploadChecksum
{
    /// <summary>Returns the algorithm and type that the request names, or <see langword="null"/> for both.</summary>
    internal static (string? Algorithm, string? Type) From(S3Request request)
    {
        var type = request.Header("x-amz-checksum-type");
        if (request.Header("x-amz-checksum-algorithm") is not { } name)
        {
            return type is null ? (null, null) : throw new S3Exception(
                S3Error.InvalidRequest,
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        var algorithm = ChecksumAlgorithm.FromName(name) ?? throw new S3Exception(
            S3Error.InvalidRequest,
            "Checksum algorithm provided is unsupported. Please try again with any of the valid types: " +
            "[CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        type ??= algorithm.CoversParts ? ChecksumType.Composite : ChecksumType.FullObject;
        var isSupported = (type == ChecksumType.Composite && algorithm.CoversParts)
            || (type == ChecksumType.FullObject && algorithm.CoversWhole);
        return isSupported ? (algorithm.Name, type) : throw new S3Exception(
            S3Error.InvalidRequest,
            $"The {type} checksum type cannot be used with the {name} checksum algorithm.");
    }
}
