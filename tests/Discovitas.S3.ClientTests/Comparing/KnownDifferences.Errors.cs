namespace Discovitas.S3.ClientTests.Comparing;

/// <content>Differences of errors.</content>
internal static partial class KnownDifferences
{
    private static IReadOnlyList<KnownDifference> OfErrors =>
    [
        new("Text of an error", "S3's text", "mostly none", "as S3")
        {
            Member = @"[mM]essage$|Error\[",
        },
        new("Details of an error", "S3's fields, such as `Key` or `ActualObjectSize`", "`BucketName` only", "as S3")
        {
            Member = "^body.(Key|Resource|BucketName|HostId|UploadId|Condition|ActualObjectSize|RangeRequested"
                + "|CalculatedDigest|ExpectedDigest|Content-MD5|MinSizeAllowed|ProposedSize|PartNumber|ETag"
                + "|ArgumentName|ArgumentValue|TagKey|Header|Method|ResourceType|PartNumberRequested)$",
            Here = "",
        },
        new("Error of MinIO's .NET client for an error without a text", "its own", "`ArgumentNullException`",
            "the client expects a text")
        {
            Member = "^error.Code$",
            There = "^ArgumentNullException$",
        },
        new("`Accept-Ranges` in an error", "not sent", "sent", "it says nothing about an error")
        {
            Member = "^headers.accept-ranges$",
            Here = Nothing,
        },
        new("`Content-Range` in a `416`", "`bytes */` and the length", "not sent", "RFC 9110, 15.5.17")
        {
            Member = "^headers.content-range$",
            Here = @"^bytes \*/",
            There = Nothing,
        },
        new("Length and type of an answer without a body", "as S3", "some of its own", "have no meaning")
        {
            Step = "^(Head|Put|Delete|Abort)",
            Member = "^headers.content-(length|type)$",
        },
    ];
}
