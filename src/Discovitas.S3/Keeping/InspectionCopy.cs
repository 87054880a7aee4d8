using Discovitas.S3.Keys;

namespace Discovitas.S3.Keeping;

/// <summary>A copy that no client can change, and that is kept if nothing objects.</summary>
/// <param name="Place">The key of the copy.</param>
/// <param name="FilteredSize">The size in bytes if filters have written it; null if it is that of its source.</param>
/// <param name="Image">What filters have found out about the picture; null if it is none.</param>
internal sealed record InspectionCopy(ObjectKey Place, long? FilteredSize = null, ImageInfo? Image = null);
