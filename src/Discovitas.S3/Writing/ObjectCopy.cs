using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Writing;

/// <summary>Describes a copy.</summary>
/// <param name="Source">The key of the source.</param>
/// <param name="ETag">The ETag that the source must have.</param>
/// <param name="Size">The size of the source in bytes.</param>
/// <param name="Target">The key of the copy.</param>
/// <param name="Headers">What is stored beside the bytes; nothing of the source is.</param>
internal sealed record ObjectCopy(ObjectKey Source, string ETag, long Size, ObjectKey Target, ObjectHeaders Headers)
{
    /// <summary>Gets a value indicating whether the tags are those of the source; the headers then have none.</summary>
    internal bool TakesTags { get; init; }

    /// <inheritdoc cref="Upload.MayBeRemoved"/>
    internal bool MayBeRemoved { get; init; }
}
