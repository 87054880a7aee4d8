using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Drafts valid requests of every operation, before they are made wrong.</summary>
internal sealed class RequestDraft(Random random, string uploadId)
{
    internal const string Bucket = "fuzzed";
    internal const string OtherBucket = "fuzzed-too";
    private const string Upload = "U-P-L-O-A-D";

    private static readonly string[] Keys =
    [
        "a", "b/c", "b/c/d", "e%20f", "%C3%A9", "g%2Fh", "..%2Fi", "CON", "j%3Ak", "l.", "%F0%9F%98%80", "m%0An",
        "o//p",
        "q%25r", new('s', 300),
    ];

    private static readonly string[] ObjectLines =
    [
        "PUT", "PUT", "GET", "HEAD", "DELETE", "GET ?partNumber=1", "HEAD ?partNumber=1", "GET ?attributes", "GET ?acl",
        "PUT ?acl", "GET ?tagging", "PUT ?tagging <Tagging>", "DELETE ?tagging", "POST ?uploads",
        $"PUT ?partNumber=1&uploadId={Upload}", $"PUT ?partNumber=2&uploadId={Upload}", $"GET ?uploadId={Upload}",
        $"POST ?uploadId={Upload} <Complete>", $"DELETE ?uploadId={Upload}", "OPTIONS", "GET ?versionId=null",
        "GET ?response-content-type=text%2Fplain&response-content-disposition=inline&response-expires=x",
        $"GET ?uploadId={Upload}&max-parts=1&part-number-marker=1&encoding-type=url", "DELETE ?versionId=null",
    ];

    private static readonly string[] BucketLines =
    [
        "GET", "HEAD", "GET ?location", "GET ?uploads", "GET ?versions", "POST ?delete <Delete>", "GET ?policyStatus",
        "GET ?list-type=2&prefix=b%2F&delimiter=%2F&max-keys=2&start-after=a&fetch-owner=true&encoding-type=url",
        "GET ?list-type=2&continuation-token=YQ%3D%3D", "GET ?prefix=b&marker=a&max-keys=3&delimiter=%2F",
        "GET ?uploads&prefix=a&key-marker=a&upload-id-marker=x&max-uploads=2&delimiter=c&encoding-type=url",
        "GET ?versions&key-marker=a&version-id-marker=null&max-keys=2&prefix=b&delimiter=%2F",
        "PUT ?cors <Cors>", "GET ?cors", "DELETE ?cors", "PUT ?lifecycle <Lifecycle>", "GET ?lifecycle",
        "DELETE ?lifecycle", "PUT ?policy {Policy", "GET ?policy", "DELETE ?policy", "GET ?acl", "PUT ?acl <Acl>",
        "PUT ?publicAccessBlock <Block>", "GET ?publicAccessBlock", "DELETE ?publicAccessBlock",
        "PUT ?versioning <Versioning>", "GET ?versioning", "PUT ?encryption <Encryption>", "GET ?encryption",
        "DELETE ?encryption", "PUT ?ownershipControls <Ownership>", "GET ?ownershipControls",
        "DELETE ?ownershipControls", "PUT ?tagging <Tagging>", "GET ?tagging", "DELETE ?tagging", "OPTIONS",
    ];

    private static readonly Dictionary<string, string> Documents = new()
    {
        ["<Tagging>"] = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
        ["<Complete>"] = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"5d41402abc4b2a76b9719d9" +
            "11017c592\"</ETag></Part></CompleteMultipartUpload>",
        ["<Delete>"] = "<Delete><Object><Key>b/c</Key><ETag>\"x\"</ETag></Object><Object><Key>e f</Key>" +
            "<VersionId>null</VersionId></Object><Quiet>false</Quiet></Delete>",
        ["<Cors>"] = "<CORSConfiguration><CORSRule><AllowedOrigin>http://*.a</AllowedOrigin><AllowedMethod>PUT" +
            "</AllowedMethod><AllowedHeader>*</AllowedHeader><MaxAgeSeconds>5</MaxAgeSeconds><ExposeHeader>ETag" +
            "</ExposeHeader></CORSRule></CORSConfiguration>",
        ["<Lifecycle>"] = "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>tmp/</Prefix></Filter><Status>" +
            "Enabled</Status><Expiration><Days>3</Days></Expiration><AbortIncompleteMultipartUpload>" +
            "<DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>" +
            "</LifecycleConfiguration>",
        ["{Policy"] = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"," +
            "\"Action\":[\"s3:GetObject\"],\"Resource\":\"arn:aws:s3:::fuzzed/pub/*\"}]}",
        ["<Acl>"] = "<AccessControlPolicy><Owner><ID>000000000000</ID></Owner><AccessControlList><Grant><Grantee " +
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"><ID>000000000000" +
            "</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>",
        ["<Block>"] = "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true" +
            "</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy></PublicAccessBlockConfiguration>",
        ["<Versioning>"] = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>",
        ["<Encryption>"] = "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>" +
            "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>" +
            "</ServerSideEncryptionConfiguration>",
        ["<Ownership>"] = "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>" +
            "</OwnershipControls>",
        ["<Create>"] = "<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint>" +
            "</CreateBucketConfiguration>",
    };

    internal WireRequest Create() => random.Next(20) switch
    {
        < 9 => FromLine(random.Pick(ObjectLines), $"/{Bucket}/{random.Pick(Keys)}"),
        < 15 => FromLine(random.Pick(BucketLines), $"/{Bucket}"),
        15 => FromLine(random.Pick("PUT <Create>", "DELETE", "PUT"), $"/{OtherBucket}"),
        16 => new WireRequest("GET", random.Pick("/", "/?max-buckets=1&prefix=f&bucket-region=us-east-1", "/_health")),
        17 => Source(FromLine("PUT", $"/{Bucket}/{random.Pick(Keys)}"), ""),
        18 => Source(FromLine($"PUT ?partNumber=3&uploadId={Upload}", $"/{Bucket}/a"), "bytes=0-3"),
        _ => FromLine("PUT ?tagging <Tagging>", $"/{Bucket}/a"),
    };

    private WireRequest FromLine(string line, string path)
    {
        var words = line.Split(' ', 3);
        var query = Array.Find(words, word => word.StartsWith('?')) ?? "";
        var content = Documents.GetValueOrDefault(words[^1]);
        var body = content is not null ? Encoding.UTF8.GetBytes(content)
            : words[0] == "PUT" && !query.Contains("acl", StringComparison.Ordinal) ? Data()
            : [];
        var target = path + query.Replace(Upload, uploadId, StringComparison.Ordinal);
        var request = new WireRequest(words[0], target, body);
        if (content is not null)
        {
            request.With("Content-MD5", Convert.ToBase64String(Md5.Of(body)));
        }

        if (query.Contains("attributes", StringComparison.Ordinal))
        {
            request.With("x-amz-object-attributes", "ETag,Checksum,ObjectParts,StorageClass,ObjectSize");
        }

        return request;
    }

    private static WireRequest Source(WireRequest request, string range)
    {
        request.Body = [];
        request.With("x-amz-copy-source", $"/{Bucket}/a");
        return range.Length > 0 ? request.With("x-amz-copy-source-range", range) : request;
    }

    private byte[] Data()
    {
        var data = new byte[random.Pick(0, 1, 5, 100, 8192, 20_000)];
        random.NextBytes(data);
        return data;
    }
}
