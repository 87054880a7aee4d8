namespace Discovitas.S3.ClientTests.Comparing;

/// <summary>All differences between the embedded S3 and Ceph 16.2 that are as they should be.</summary>
internal static class KnownDifferences
{
    internal static IReadOnlyList<KnownDifference> All { get; } =
    [
        new("Text of errors", "S3's text", "none", "S3 sends one") { Member = "[mM]essage$" },
    ];

    /// <summary>Returns the differences that are not known, in lines to read.</summary>
    internal static IReadOnlyList<string> Unknown(IEnumerable<Difference> differences) =>
        [.. differences.Where(found => !All.Any(known => known.Covers(found))).Select(found => found.ToString())];
}
