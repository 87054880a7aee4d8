using Discovitas.S3.Keys;

namespace Discovitas.S3.Inspecting;

/// <summary>Describes an object that no client can change, and that is to be inspected.</summary>
/// <param name="Place">The key under which the object is now.</param>
/// <param name="ETag">The ETag that it must have.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Kept">The key under which it is kept if the inspectors agree.</param>
internal sealed record InspectedObject(ObjectKey Place, string ETag, long Size, ObjectKey Kept)
{
    internal required string ContentType { get; init; }

    internal string? FileName { get; init; }

    internal IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
