using Amazon.S3.Transfer;

namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Completing multipart uploads.</summary>
public sealed class CompleteMultipartUploadTests
{
    [Fact]
    public async Task TransferUtility_ThenGet_ReturnsTheSameBytes()
    {
        await using var scenario = await Scenario.StartAsync();
        var content = Bytes(17 * Mebibyte + 3);
        using var transfer = new TransferUtility(scenario.S3);

        await transfer.UploadAsync(new MemoryStream(content), scenario.Bucket, "big");

        var head = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "big");
        head.ETag.Should().MatchRegex("-[0-9]\"$");
        using var got = await scenario.S3.GetObjectAsync(scenario.Bucket, "big");
        using var copy = new MemoryStream();
        await got.ResponseStream.CopyToAsync(copy);
        copy.ToArray().AsSpan().SequenceEqual(content).Should().BeTrue();
        (await Uploads(scenario)).Should().BeEmpty();
        scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task Complete_OfPartsUploadedInAnyOrder_JoinsThemByNumber()
    {
        await using var scenario = await Scenario.StartAsync();
        var (id, parts) = (await Begin(scenario, "k"), new[] { Bytes(5 * Mebibyte), Bytes(5 * Mebibyte), Bytes(7) });
        var third = await Part(scenario, id, 30, parts[2]);
        var first = await Part(scenario, id, 1, Bytes(9));
        first = await Part(scenario, id, 1, parts[0]);
        var second = await Part(scenario, id, 7, parts[1]);

        var completed = await Complete(scenario, id, first, second, third);

        completed.ETag.Should().EndWith("-3\"");
        completed.Location.Should().Be($"{scenario.Server.ServiceUrl}/{scenario.Bucket}/k");
        (await File.ReadAllBytesAsync(
            scenario.PathOf("k"))).AsSpan().SequenceEqual([.. parts[0], .. parts[1], .. parts[2]]).Should().BeTrue();
    }

    [Fact]
    public async Task Complete_StoresTheHeadersOfTheStart()
    {
        await using var scenario = await Scenario.StartAsync();
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ContentType = "image/png",
            TagSet = [new Tag { Key = "t", Value = "1" }],
            ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
        };
        begin.Metadata["m"] = "1";
        begin.Headers.CacheControl = "no-store";
        var id = (await scenario.S3.InitiateMultipartUploadAsync(begin)).UploadId;

        var completed = await Complete(scenario, id, await Part(scenario, id, 1, Bytes(1)));

        completed.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AWSKMS);
        using var got = await scenario.S3.GetObjectAsync(scenario.Bucket, "k");
        got.Headers.ContentType.Should().Be("image/png");
        got.Headers.CacheControl.Should().Be("no-store");
        got.Metadata["m"].Should().Be("1");
        got.TagCount.Should().Be(1);
    }

    [Fact]
    public async Task Complete_WithASmallPartThatIsNotTheLast_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var first = await Part(scenario, id, 1, Bytes(5 * Mebibyte - 1));
        var second = await Part(scenario, id, 2, Bytes(1));

        await Scenario.ShouldFail(() => Complete(scenario, id, first, second), "EntityTooSmall");
        await Complete(scenario, id, first);
    }

    [Fact]
    public async Task Complete_WithAnUnknownPartOrUpload_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var part = await Part(scenario, id, 1, Bytes(1));

        (await Scenario.FailureOf(
            () => Complete(scenario, id, new PartETag(2, part.ETag)))).ErrorCode.Should().Be("InvalidPart");
        (await Scenario.FailureOf(
            () => Complete(scenario, id, new PartETag(1, "\"00\"")))).ErrorCode.Should().Be("InvalidPart");
        (await Scenario.FailureOf(
            () => Complete(scenario, new string('0', 32), part))).ErrorCode.Should().Be("NoSuchUpload");
        (await Scenario.FailureOf(
            () => Complete(scenario, "../../bucket", part))).ErrorCode.Should().Be("NoSuchUpload");
        await Complete(scenario, id, new PartETag(1, part.ETag.Trim('"')));
        await Scenario.ShouldFail(() => Complete(scenario, id, part), "NoSuchUpload");
    }

    [Theory]
    [InlineData(
        "<Part><PartNumber>2</PartNumber><ETag>{0}</ETag></Part>" +
        "<Part><PartNumber>1</PartNumber><ETag>{0}</ETag></Part>",
        "InvalidPartOrder")]
    [InlineData(
        "<Part><PartNumber>1</PartNumber><ETag>{0}</ETag></Part>" +
        "<Part><PartNumber>1</PartNumber><ETag>{0}</ETag></Part>",
        "InvalidPartOrder")]
    [InlineData("<Part><PartNumber>x</PartNumber><ETag>{0}</ETag></Part>", "MalformedXML")]
    [InlineData("<Part><PartNumber>1</PartNumber></Part>", "MalformedXML")]
    [InlineData("<Part>", "MalformedXML")]
    [InlineData("", "MalformedXML")]
    public async Task Complete_WithAnInvalidList_IsRejected(string list, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var etag = (await Part(scenario, id, 1, Bytes(1))).ETag;
        await Part(scenario, id, 2, Bytes(1));

        var document = $"<CompleteMultipartUpload>{list.Replace("{0}", etag.Trim('"'))}</CompleteMultipartUpload>";
        var response = await scenario.Raw.SendAsync(new RawRequest("POST", $"/{scenario.Bucket}/k?uploadId={id}")
        {
            Body = Encoding.UTF8.GetBytes(document),
        });

        response.Code.Should().Be(code);
    }

    [Fact]
    public async Task Complete_WithIfNoneMatch_FailsIfTheKeyExists()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "there");
        var id = await Begin(scenario, "k");
        var part = await Part(scenario, id, 1, Bytes(1));

        var failure = await Scenario.FailureOf(() => scenario.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [part],
            IfNoneMatch = "*",
        }));

        failure.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await scenario.GetAsync("k")).Should().Be("there");
        (await Uploads(scenario)).Should().ContainSingle("the client may try again or abort");
    }

    [Fact]
    public async Task Complete_EndsTheUpload()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var part = await Part(scenario, id, 1, Bytes(10));

        await Complete(scenario, id, part);

        (await Uploads(scenario)).Should().BeEmpty();
        await Scenario.ShouldFail(() => Complete(scenario, id, part), "NoSuchUpload");
        await Scenario.ShouldFail(() => Part(scenario, id, 2, Bytes(1)), "NoSuchUpload");
        (await Scenario.FailureOf(
            () => scenario.S3.ListPartsAsync(scenario.Bucket, "k", id))).ErrorCode.Should().Be("NoSuchUpload");
        await Scenario.ShouldFail(
            () => scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", id), "NoSuchUpload");
    }
}
