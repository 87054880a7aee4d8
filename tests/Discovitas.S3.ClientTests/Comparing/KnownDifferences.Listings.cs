namespace Discovitas.S3.ClientTests.Comparing;

/// <content>Differences of listings.</content>
internal static partial class KnownDifferences
{
    private static IReadOnlyList<KnownDifference> OfListings =>
    [
        new("Name of an owner", "the ID only", "ID and name", "S3 sends no `DisplayName` since 2025")
        {
            Member = "DisplayName$",
        },
        new("`Type` of a listed object", "not sent", "`Normal`", "S3 does not know it")
        {
            Member = @"\.Type$",
            Here = Nothing,
            There = "^Normal$",
        },
        new("ETag and owner in listings after a change of tags", "kept", "lost", "as S3")
        {
            Member = @"\]\.(ETag|Owner\.ID)$",
            There = Nothing,
        },
        new("`NextMarker` without a delimiter", "not sent", "sent", "as S3")
        {
            Member = "NextMarker$",
            Here = Nothing,
        },
        new("`NextVersionIdMarker` at a common prefix", "not sent", "`null`", "a prefix has no version")
        {
            Member = "NextVersionIdMarker$",
            Here = Nothing,
            There = "^null$",
        },
        new("A marker inside a common prefix", "the prefix is listed", "it is skipped", "as S3")
        {
            Step = "^list folders, version 1$",
            Member = "CommonPrefixes",
        },
        new("Encoded names", "`/` as it is, a space as `+`", "`%2F`, `%20`", "as S3")
        {
            Step = "^list, version 2$",
            Member = "Contents",
            Here = "%|nothing",
            There = "%|nothing",
        },
        new("Markers with `encoding-type=url`", "encoded", "not encoded", "as S3")
        {
            Step = "^List",
            Member = "^body.((Next)?(Key)?Marker|StartAfter)$",
            Here = @"[+%]",
        },
    ];
}
