namespace Discovitas.S3.ClientTests.Comparing;

/// <summary>All differences between the embedded S3 and Ceph 16.2 that are as they should be.</summary>
internal static partial class KnownDifferences
{
    private const string Nothing = @"^(\(nothing\)|"""")?$";

    internal static IReadOnlyList<KnownDifference> All { get; } =
        [.. OfObjects, .. OfErrors, .. OfListings, .. OfParts, .. OfBuckets];

    /// <summary>Returns the differences of two answers to one call that are not known.</summary>
    internal static IReadOnlyList<Difference> Unknown(string step, JsonNode? embedded, JsonNode? ceph)
    {
        var found = Difference.Between(step, embedded, ceph).ToList();
        return All.Any(known => known.IsOfWholeAnswer && found.Any(known.Covers))
            ? []
            : [.. found.Where(difference => !All.Any(known => known.Covers(difference)))];
    }

    /// <summary>Returns the differences that are not known, in lines to read.</summary>
    internal static IReadOnlyList<string> Unknown(Answers embedded, Answers ceph)
    {
        embedded.Steps.Should().HaveCount(ceph.Steps.Count);
        return
        [
            .. embedded.Steps.Zip(ceph.Steps)
                .SelectMany(both => Unknown(both.First["step"]!.ToString(), both.First, both.Second))
                .Select(difference => difference.ToString()),
        ];
    }
}
