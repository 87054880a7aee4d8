namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Where an item's data are.</summary>
/// <param name="Id">The item.</param>
/// <param name="IsInside">Whether its data are in the description itself, in <c>idat</c>.</param>
/// <param name="Base">What is added to each offset.</param>
/// <param name="Extents">Where the parts of its data are.</param>
internal sealed record ItemLocation(
    uint Id, bool IsInside, ulong Base, IReadOnlyList<(ulong Offset, ulong Length)> Extents)
{
    /// <summary>Gets why such data are not cleaned; null if they are.</summary>
    internal string? Problem { get; init; }

    /// <summary>Gets how many bytes the item has.</summary>
    internal long Length => Extents.Aggregate(0L, (sum, extent) => (long)Math.Min(
        (ulong)sum + Math.Min(extent.Length, long.MaxValue), long.MaxValue));

    /// <summary>Gets the extents from the start of what they are in.</summary>
    internal IEnumerable<(long Start, long End)> Ranges => Extents.Select(extent =>
    {
        var start = (UInt128)Base + extent.Offset;
        var end = start + extent.Length;
        HeifProblemException.Require(end <= long.MaxValue, "an item's data are within the file");
        return ((long)start, (long)end);
    });
}
