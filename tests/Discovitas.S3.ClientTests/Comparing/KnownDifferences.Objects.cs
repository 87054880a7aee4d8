namespace Discovitas.S3.ClientTests.Comparing;

/// <content>Differences of calls on objects.</content>
internal static partial class KnownDifferences
{
    private static IReadOnlyList<KnownDifference> OfObjects =>
    [
        new("Checksums other than MD5", "checked, kept, returned", "ignored", "S3 has had them since 2022")
        {
            Member = "(?i)checksum",
            There = Nothing,
        },
        new("A wrong checksum other than MD5", "`400 BadDigest`", "stored", "as S3")
        {
            Step = "^put with a wrong checksum$",
            IsOfWholeAnswer = true,
        },
        new("A stream without a known length, in chunks", "stored", "`411`", "S3 takes chunks with a trailer")
        {
            Step = "^(put|get) a stream$",
            IsOfWholeAnswer = true,
        },
        new("Encryption of an object", "`AES256`", "not named", "S3 encrypts every object since 2023")
        {
            Member = "ServerSideEncryption|x-amz-server-side-encryption",
            There = Nothing,
        },
        new("`Content-Encoding: aws-chunked`", "removed", "kept", "S3 keeps only what else the header says")
        {
            Member = "(?i)content-?encoding$",
            There = "^aws-chunked$",
        },
        new("ETag of a copy, in the body", "in quotes", "without quotes", "as S3")
        {
            Member = "(?i)etag$",
            Here = "^\"",
            There = "^[0-9a-f-]+$",
        },
        new("ETag of a copy of an upload in parts", "MD5 of the bytes", "that of the source", "as S3")
        {
            Step = "copy.bin|^list",
            Member = "copy.bin].ETag$|^result.ETag$",
            There = "-\\d+$",
        },
        new("Conditions of a copy", "checked", "ignored", "S3 answers `412 PreconditionFailed`")
        {
            Step = "^copy if another$",
            IsOfWholeAnswer = true,
        },
        new("GetObjectAttributes", "supported", "not known", "S3 has had it since 2022")
        {
            Step = "^attributes",
            IsOfWholeAnswer = true,
        },
        new("`partNumber` on GET and HEAD", "that part", "ignored, the whole object", "as S3")
        {
            Step = "^(get a part|head its first part|get its last part)$",
            IsOfWholeAnswer = true,
        },
        new("ACL headers", "`400 AccessControlListNotSupported`", "taken", "as a bucket that was created since 2023")
        {
            Step = "^put with an ACL$",
            IsOfWholeAnswer = true,
        },
        new("Signature Version 2", "rejected", "accepted", "deprecated; regions since 2014 reject it")
        {
            Step = "^get with (a URL of signature version 2|the URL, presigned by default)$",
            IsOfWholeAnswer = true,
        },
        new("`If-Match` of a put to a key that does not exist", "`404 NoSuchKey`", "`412`", "as S3")
        {
            Step = "^PutObject$",
            Member = "^body.Code$",
            Here = "^NoSuchKey$",
            There = "^PreconditionFailed$",
            IsOfWholeAnswer = true,
        },
        new("A range of the last 0 bytes", "`416`", "the first byte, `206`", "RFC 9110, 14.1.2")
        {
            Step = "^(Get|Head)Object$",
            Member = "^status$",
            Here = "^416$",
            There = "^206$",
            IsOfWholeAnswer = true,
        },
        new("A range that is none, such as `bytes=5-2` or `lines=1-2`", "ignored", "`416`, or a wrong range",
            "RFC 9110, 14.2")
        {
            Step = "^(Get|Head)Object$",
            Member = "^(status|headers.content-range)$",
            Here = @"^(200|304|412|\(nothing\))$",
            There = "^(206|416|bytes 0-.*)$",
            IsOfWholeAnswer = true,
        },
        new("`If-Match: *` of a GET", "true if there is an object", "never true", "RFC 9110, 13.1.1")
        {
            Step = "^(Get|Head)Object$",
            Member = "^status$",
            Here = "^(200|206|304|416)$",
            There = "^412$",
            IsOfWholeAnswer = true,
        },
        new("`If-None-Match: *` of a GET", "false if there is an object", "always true", "RFC 9110, 13.1.2")
        {
            Step = "^(Get|Head)Object$",
            Member = "^status$",
            Here = "^304$",
            There = "^(200|206|416)$",
            IsOfWholeAnswer = true,
        },
        new("A condition that is not a date", "ignored", "`400`", "RFC 9110, 13.1.3")
        {
            Step = "^(Get|Head)Object$",
            Member = "^status$",
            Here = "^(200|206|304|404|412|416)$",
            There = "^400$",
            IsOfWholeAnswer = true,
        },
        new("`If-Modified-Since` in the future", "ignored", "`304`", "RFC 9110, 13.1.3; as S3")
        {
            Step = "^(Get|Head)Object$",
            Member = "^status$",
            Here = "^(200|206|412|416)$",
            There = "^304$",
            IsOfWholeAnswer = true,
        },
        new("Headers of a `304`", "ETag, Last-Modified and what caches need", "none", "RFC 9110, 15.4.5")
        {
            Step = "^(Get|Head)Object$",
            Member = "^headers.(etag|last-modified|accept-ranges|cache-control|x-amz-(meta-|tagging-count)"
                + "|content-(disposition|encoding|language|type))",
            There = Nothing,
        },
        new("Metadata as RFC 2047 has it", "decoded, and encoded as S3 does", "as it was sent", "as S3")
        {
            Step = "RFC 2047$",
            Member = "Metadata.name$",
        },
        new("`x-amz-version-id` of a read of version `null`", "not sent", "`null`", "the bucket has no versioning")
        {
            Member = "^headers.x-amz-version-id$",
            Here = Nothing,
            There = "^null$",
        },
        new("Number of tags if there is none left", "not sent", "`x-amz-tagging-count: 0`", "as S3")
        {
            Member = "x-amz-tagging-count|TagCount",
            Here = Nothing,
            There = "^0$",
        },
    ];
}
