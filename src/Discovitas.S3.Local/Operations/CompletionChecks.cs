using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Compares a completed object with what the request says of it.</summary>
internal static class CompletionChecks
{
    internal static void CheckSize(S3Request request, List<PartMetadata> parts)
    {
        if (request.Header("x-amz-mp-object-size") is { } size && size != $"{parts.Sum(part => part.Size)}")
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                "The provided 'x-amz-mp-object-size' header does not match what was computed.");
        }
    }

    /// <summary>
    /// Throws if the object has another checksum than the request says. The value of a composite checksum may omit the
    /// number of parts.
    /// </summary>
    internal static void CheckChecksum(S3Request request, Checksum? actual)
    {
        if (request.Header("x-amz-checksum-type") is { } type && actual is not null && type != actual.Type)
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                $"The upload was created using the {actual.Type} checksum mode. " +
                "The complete request must use the same checksum mode.");
        }

        foreach (var algorithm in ChecksumAlgorithm.All)
        {
            if (request.Header(algorithm.Header) is { } expected
                && (algorithm.Name != actual?.Algorithm
                    || (expected != actual.Value && expected != actual.Value.Split('-')[0])))
            {
                throw S3Exception.ChecksumMismatch(algorithm.Name);
            }
        }
    }
}
