using Discovitas.S3.Keys;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>Describes a direct upload that is to be completed.</summary>
/// <param name="Key">The key under which the file is kept.</param>
/// <param name="Ticket">What the client was allowed to send.</param>
internal sealed record Completion(ObjectKey Key, DirectUploadTicket Ticket)
{
    /// <summary>Gets the parts that the client names; null for all.</summary>
    internal IReadOnlyCollection<UploadedPart>? Parts { get; init; }

    /// <summary>
    /// Gets the app's acceptance, which throws if the app does not accept the file; null if it has none.
    /// </summary>
    internal Func<StoredFile, Task>? Accept { get; init; }

    /// <summary>
    /// Gets the copy that keeps the file, from an object that was inspected; null if nothing was inspected.
    /// </summary>
    internal ObjectCopy? Inspected { get; init; }

    /// <summary>Gets what filters have found out about the picture; null if it is none.</summary>
    internal ImageInfo? Image { get; init; }
}
