using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>Describes a file that the app may accept.</summary>
/// <param name="Kept">The key of the file.</param>
/// <param name="Pending">The key of the marker that the file is not accepted yet.</param>
/// <param name="IsOurs">Whether this call has stored the file.</param>
/// <param name="IsEmptyMarker">Whether the marker is nothing else, and does not hold the file itself.</param>
internal readonly record struct Candidate(ObjectKey Kept, ObjectKey Pending, bool IsOurs, bool IsEmptyMarker);
