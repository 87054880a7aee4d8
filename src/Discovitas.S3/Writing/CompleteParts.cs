using Amazon.S3.Model;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Writing;

/// <summary>Describes the parts that are to become one object.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="UploadId">The id of the multipart upload.</param>
/// <param name="Parts">The parts in the order of their numbers.</param>
/// <param name="Size">The size of all parts together, in bytes.</param>
internal sealed record CompleteParts(ObjectKey Key, string UploadId, List<PartETag> Parts, long Size)
{
    /// <summary>Gets the CRC-32 of the whole object; null if it is not known.</summary>
    internal uint? Crc32 { get; init; }
}
