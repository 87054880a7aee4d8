namespace Discovitas.S3.ClientTests.Comparing;

/// <content>Differences of uploads in parts.</content>
internal static partial class KnownDifferences
{
    private static IReadOnlyList<KnownDifference> OfParts =>
    [
        new("ETag in the answer to CompleteMultipartUpload", "the ETag", "empty, at the first time", "as S3")
        {
            Step = "(?i)^complete|^compose$|^upload 20 MiB$|^put large.bin$",
            Member = "(?i)etag$|^result$",
            There = "^$",
        },
        new("What depends on that ETag", "works", "`412`", "as S3")
        {
            Step = "^get if it is what was uploaded$",
            IsOfWholeAnswer = true,
        },
        new("Parts in a wrong order", "`InvalidPartOrder`", "other errors, or accepted", "as S3")
        {
            Step = "^complete with parts in a wrong order$",
            IsOfWholeAnswer = true,
        },
        new("Completion of what is no upload", "`404 NoSuchUpload`", "`500`, or another error", "as S3")
        {
            Step = "^CompleteMultipartUpload$",
            Member = "^body.Code$",
            Here = "^NoSuchUpload$",
            IsOfWholeAnswer = true,
        },
        new("Parts of what is no upload", "`NoSuchUpload`", "`NoSuchKey`", "as S3")
        {
            Step = "(?i)^list ?parts",
            Member = "^(body.Code|error)$",
            Here = "^NoSuchUpload$",
            There = "^NoSuchKey$",
        },
        new("Completion without parts", "`InvalidRequest`, or `MalformedXML` without a body", "`MalformedXML`", "as S3")
        {
            Step = "(?i)^complete",
            Member = "^(body.Code|error)$",
            Here = "^InvalidRequest$",
            There = "^MalformedXML$",
        },
        new("Completion with a wrong part and a small one", "the one error", "the other",
            "only the order of the checks")
        {
            Step = "^CompleteMultipartUpload$",
            Member = "^body.Code$",
            Here = "^(InvalidPart|EntityTooSmall)$",
            There = "^(InvalidPart|EntityTooSmall)$",
        },
        new("A part copied into what is no upload, from what does not exist", "`NoSuchUpload`", "another error",
            "only the order of the checks")
        {
            Step = "^UploadPartCopy$",
            Member = "^body.Code$",
            Here = "^NoSuchUpload$",
        },
        new("Owner and initiator of an upload", "the account", "empty or not sent", "as S3")
        {
            Member = @"(Initiator|Owner)\.I[dD]$",
            There = Nothing,
        },
        new("Markers of ListMultipartUploads", "`KeyMarker` always", "`NextKeyMarker` always", "as S3")
        {
            Step = "(?i)^list ?(multipart)?-?uploads|^list-multipart-uploads",
            Member = "(KeyMarker|UploadIdMarker|Prefix|RequestCharged)$",
        },
    ];
}
