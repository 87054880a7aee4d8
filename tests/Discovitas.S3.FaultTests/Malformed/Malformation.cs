namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Makes requests wrong, before they are signed: their targets, headers and bodies.</summary>
internal sealed class Malformation(Random random)
{
    private static readonly string[] Bits =
    [
        "%2F", "%2f", "..", "../", "%2e%2e%2f", "/./", "//", "%00", "%0d%0a", "%7f", "%ff", "%C0%AF", "%", "%4", "%zz",
        "+", "%5C", "\\", ":", "*", "?", "&", "=", "#", ";", "%ED%A0%80", "%EF%BF%BF", "%E2%80%AE", ".discovitas-s3",
        "~",
        "/..%2f..%2f..%2fetc%2fpasswd", "%2e", "CON", "NUL.txt", "a:b", "%F4%90%80%80", "é", "|", "\"", "<", "$", "`",
    ];

    private static readonly string[] Words =
    [
        "uploadId", "uploads", "tagging", "cors", "delete", "lifecycle", "policy", "publicAccessBlock", "versioning",
        "encryption", "ownershipControls", "acl", "attributes", "policyStatus", "versions", "list-type", "location",
        "partNumber", "versionId", "torrent", "select", "restore", "website", "logging", "object-lock", "retention",
        "unknown", "max-keys", "max-parts", "max-uploads", "max-buckets", "prefix", "delimiter", "marker",
        "start-after",
        "continuation-token", "encoding-type", "fetch-owner", "key-marker", "version-id-marker", "upload-id-marker",
        "part-number-marker", "response-content-type", "response-content-disposition", "response-cache-control",
        "response-content-language", "response-expires", "response-content-encoding", "x-id", "UploadId", "X-Amz-Date",
        "X-Amz-Algorithm", "X-Amz-Signature", "X-Amz-Expires", "x-amz-acl", "x-amz-meta-a", "X-Amz-Security-Token",
    ];

    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "+1", "2", "1.5", "1e3", "10000", "10001", "2147483648", "99999999999999999999", "0x10",
        "NaN",
        "null", "true", "url", "a", "é", "😀", "\t", "a\tb", "%00", "a,b", "a;b", "\"", "\"\"",
        "\"a\"", "*", "W/\"a\"",
        "bytes=0-0", "bytes=5-2", "bytes=-0", "bytes=-", "bytes=0-1,3-4", "bytes=99999999999999999999-",
        "bytes=0-9223372036854775807", "items=0-1", "Sun, 29 Nov 2026 10:00:00 GMT", "Sun, 99 Nov 2026", "0001-01-01",
        "99991231T235959Z", "00010101T000000Z", "20261129T000000Z", "9999-12-31T23:59:59Z", "AAAAAA==", "====",
        "1B2M2Y8AsgTpgAmY7PhCfg==", "sha256", "CRC32C", "FULL_OBJECT", "COMPOSITE", "REPLACE", "COPY", "AES256",
        "aws:kms",
        "private", "public-read", "id=\"000000000000\"", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"",
        "/fuzzed/a", "fuzzed/a?versionId=null", "witness/kept", "/witness/kept", "/witness%2Fkept", "//witness/kept",
        "../witness/kept", "fuzzed/../witness/kept", "fuzzed%2F..%2F..%2Fwitness%2Fkept", "a=b&c=d", "a=b&a=c", "a",
        "=",
        "=?UTF-8?Q?=E2=82=AC?=", "=?UTF-8?B?////?=", "=?x?Q?a?=", "chunked", "gzip, chunked", "identity",
        "100-continue",
        "aws-chunked", "aws-chunked,gzip", "UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-crc32",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "multipart/form-data", "multipart/form-data; boundary=",
        "http://a", "http://x.a", "PUT", "GLACIER", "STANDARD", "ETag,,Checksum", "000000000000", "111111111111",
        "ON", "off",
    ];

    private static readonly string[] Names =
    [
        "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Date",
        "Content-MD5",
        "Content-Type", "Content-Encoding", "Content-Disposition", "Content-Language", "Cache-Control", "Expires",
        "Origin",
        "Access-Control-Request-Method", "Access-Control-Request-Headers", "Cookie", "Accept-Encoding", "TE", "Trailer",
        "x-amz-acl", "x-amz-grant-read", "x-amz-grant-full-control", "x-amz-checksum-crc32", "x-amz-checksum-crc32c",
        "x-amz-checksum-crc64nvme", "x-amz-checksum-sha1", "x-amz-checksum-sha256", "x-amz-checksum-algorithm",
        "x-amz-sdk-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode", "x-amz-copy-source",
        "x-amz-copy-source-range", "x-amz-copy-source-if-match", "x-amz-copy-source-if-none-match",
        "x-amz-copy-source-if-modified-since", "x-amz-copy-source-if-unmodified-since", "x-amz-metadata-directive",
        "x-amz-tagging", "x-amz-tagging-directive", "x-amz-meta-a", "x-amz-meta-", "x-amz-meta-é",
        "x-amz-storage-class",
        "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-expected-bucket-owner",
        "x-amz-server-side-encryption-customer-algorithm", "x-amz-server-side-encryption-customer-key",
        "x-amz-website-redirect-location", "x-amz-object-lock-mode", "x-amz-object-lock-legal-hold",
        "x-amz-mp-object-size",
        "x-amz-trailer", "x-amz-decoded-content-length", "x-amz-content-sha256", "x-amz-object-attributes",
        "x-amz-max-parts",
        "x-amz-part-number-marker", "x-amz-object-ownership", "x-amz-bucket-object-lock-enabled",
        "x-amz-security-token",
        "x-amz-write-offset-bytes", "x-amz-if-match-size", "x-amz-source-expected-bucket-owner", "x-amz-request-payer",
        "x-amz-bypass-governance-retention", "x-amz-mfa", "x-amz-date", "x-amz-unknown", "X-Forwarded-Host", "Upgrade",
        "x-amz-rename-source", "Authorization", "Host", "Forwarded", "X-HTTP-Method-Override",
    ];

    internal void Apply(WireRequest request)
    {
        switch (random.Next(8))
        {
            case 0:
                request.Target = Insert(request.Target, random.Pick(Bits));
                break;
            case 1 or 2:
                request.Target += $"{(request.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}" +
                    $"{random.Pick(Words)}{(random.OneIn(3) ? "" : "=" + Value())}";
                break;
            case 3 or 4:
                request.With(random.Pick(Names), random.Pick(Values));
                break;
            case 5:
                ChangeLine(request);
                break;
            default:
                request.Body = new BodyMalformation(random).Apply(request.Body);
                break;
        }
    }

    private string Value() => random.OneIn(3) ? random.Pick(Bits) : Uri.EscapeDataString(random.Pick(Values));

    private void ChangeLine(WireRequest request)
    {
        switch (random.Next(7))
        {
            case 0:
                request.Method =
                    random.Pick("get", "PATCH", "TRACE", "CONNECT", "COPY", "POST", "DELETE", "HEAD", "G(T", "");
                break;
            case 1:
                request.Target =
                    random.Pick("http://localhost", "http://x/", "*", "", "//", "localhost:80") + request.Target;
                break;
            case 2:
                request.Target =
                    Insert(request.Target, new string(random.Pick('a', '/', '.', '%'), random.Pick(1100, 70_000)));
                break;
            case 3:
                request.Version = random.Pick("HTTP/1.0", "HTTP/2.0", "HTTP/9", "http/1.1", "", "HTTP/1.1 x");
                break;
            case 4:
                request.With(random.Pick(Names), new string('a', random.Pick(2049, 9000, 70_000)));
                break;
            case 5 when request.Headers.Count > 0:
                request.Headers.Add(random.Pick([.. request.Headers]));
                break;
            default:
                Enumerable.Range(0, random.Pick(10, 101)).ToList().ForEach(n => request.With($"x-amz-meta-{n}", "v"));
                break;
        }
    }

    private string Insert(string text, string bit) => text.Insert(random.Next(text.Length + 1), bit);
}
