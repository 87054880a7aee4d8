using Discovitas.S3.Keys;

namespace Discovitas.S3.Keeping;

/// <summary>What the attempts of a repeatable upload have stored.</summary>
/// <param name="Next">The number of the record that decides next.</param>
internal sealed record RepeatState(int Next)
{
    /// <summary>Gets the object that is the file of the upload; null if none is yet.</summary>
    internal EarlierObject? Decided { get; init; }

    /// <summary>Gets the keys of other attempts' objects, if none of them is the file yet.</summary>
    internal IReadOnlyList<ObjectKey> Others { get; init; } = [];
}
