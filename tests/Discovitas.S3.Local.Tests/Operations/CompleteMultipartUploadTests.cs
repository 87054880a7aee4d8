using Amazon.S3.Transfer;

namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Completing multipart uploads.</summary>
public sealed class CompleteMultipartUploadTests : ScenarioTest
{
    [Fact]
    public async Task TransferUtility_ThenGet_ReturnsTheSameBytes()
    {
        var content = Bytes(17 * Mebibyte + 3);
        using var transfer = new TransferUtility(Scenario.S3);

        await transfer.UploadAsync(new MemoryStream(content), Scenario.Bucket, "big");

        var head = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "big");
        head.ETag.Should().MatchRegex("-[0-9]\"$");
        using var got = await Scenario.S3.GetObjectAsync(Scenario.Bucket, "big");
        using var copy = new MemoryStream();
        await got.ResponseStream.CopyToAsync(copy);
        copy.ToArray().AsSpan().SequenceEqual(content).Should().BeTrue();
        (await Uploads(Scenario)).Should().BeEmpty();
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task Complete_OfPartsUploadedInAnyOrder_JoinsThemByNumber()
    {
        var (id, parts) = (await Begin(Scenario, "k"), new[] { Bytes(5 * Mebibyte), Bytes(5 * Mebibyte), Bytes(7) });
        var third = await Part(Scenario, id, 30, parts[2]);
        var first = await Part(Scenario, id, 1, Bytes(9));
        first = await Part(Scenario, id, 1, parts[0]);
        var second = await Part(Scenario, id, 7, parts[1]);

        var completed = await Complete(Scenario, id, first, second, third);

        completed.ETag.Should().EndWith("-3\"");
        completed.Location.Should().Be($"{Scenario.Server.ServiceUrl}/{Scenario.Bucket}/k");
        var stored = await File.ReadAllBytesAsync(Scenario.PathOf("k"));
        stored.AsSpan().SequenceEqual([.. parts[0], .. parts[1], .. parts[2]]).Should().BeTrue();
    }

    [Fact]
    public async Task Complete_StoresTheHeadersOfTheStart()
    {
        var begin = new InitiateMultipartUploadRequest
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            ContentType = "image/png",
            TagSet = [new Tag { Key = "t", Value = "1" }],
            ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
        };
        begin.Metadata["m"] = "1";
        begin.Headers.CacheControl = "no-store";
        var id = (await Scenario.S3.InitiateMultipartUploadAsync(begin)).UploadId;

        var completed = await Complete(Scenario, id, await Part(Scenario, id, 1, Bytes(1)));

        completed.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AWSKMS);
        using var got = await Scenario.S3.GetObjectAsync(Scenario.Bucket, "k");
        got.Headers.ContentType.Should().Be("image/png");
        got.Headers.CacheControl.Should().Be("no-store");
        got.Metadata["m"].Should().Be("1");
        got.TagCount.Should().Be(1);
    }

    [Fact]
    public async Task Complete_WithASmallPartThatIsNotTheLast_IsRejected()
    {
        var id = await Begin(Scenario, "k");
        var first = await Part(Scenario, id, 1, Bytes(5 * Mebibyte - 1));
        var second = await Part(Scenario, id, 2, Bytes(1));

        await Scenario.ShouldFail(() => Complete(Scenario, id, first, second), "EntityTooSmall");
        await Complete(Scenario, id, first);
    }

    [Fact]
    public async Task Complete_WithAnUnknownPartOrUpload_IsRejected()
    {
        var id = await Begin(Scenario, "k");
        var part = await Part(Scenario, id, 1, Bytes(1));

        await Scenario.ShouldFail(() => Complete(Scenario, id, new PartETag(2, part.ETag)), "InvalidPart");
        await Scenario.ShouldFail(() => Complete(Scenario, id, new PartETag(1, "\"00\"")), "InvalidPart");
        await Scenario.ShouldFail(() => Complete(Scenario, new string('0', 32), part), "NoSuchUpload");
        await Scenario.ShouldFail(() => Complete(Scenario, "../../bucket", part), "NoSuchUpload");
        await Complete(Scenario, id, new PartETag(1, part.ETag.Trim('"')));
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
    [InlineData("", "InvalidRequest")]
    public async Task Complete_WithAnInvalidList_IsRejected(string list, string code)
    {
        var id = await Begin(Scenario, "k");
        var etag = (await Part(Scenario, id, 1, Bytes(1))).ETag;
        await Part(Scenario, id, 2, Bytes(1));

        var document = $"<CompleteMultipartUpload>{list.Replace("{0}", etag.Trim('"'))}</CompleteMultipartUpload>";
        var response = await Scenario.Raw.SendAsync(new RawRequest("POST", $"/{Scenario.Bucket}/k?uploadId={id}")
        {
            Body = Encoding.UTF8.GetBytes(document),
        });

        response.Code.Should().Be(code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<CompleteMultipartUpload/>")]
    public async Task Complete_WithoutParts_SaysSo(string document)
    {
        var id = await Begin(Scenario, "k");

        var response = await Scenario.SendAsync("POST", $"/k?uploadId={id}", Encoding.UTF8.GetBytes(document));

        (response.Status, response.Code, response.Message).Should()
            .Be((400, "InvalidRequest", "You must specify at least one part"));
    }

    [Fact]
    public async Task Complete_WithAWrongPart_NamesIt()
    {
        var id = await Begin(Scenario, "k");
        const string Document =
            "<CompleteMultipartUpload><Part><PartNumber>3</PartNumber><ETag>\"x\"</ETag></Part>" +
            "</CompleteMultipartUpload>";

        var response = await Scenario.SendAsync("POST", $"/k?uploadId={id}", Encoding.UTF8.GetBytes(Document));

        Xml.Details(response).Should().Equal(("UploadId", id), ("PartNumber", "3"), ("ETag", "x"));
    }

    [Fact]
    public async Task Complete_WithIfNoneMatch_FailsIfTheKeyExists()
    {
        await Scenario.PutAsync("k", "there");
        var id = await Begin(Scenario, "k");
        var part = await Part(Scenario, id, 1, Bytes(1));

        var failure = await Scenario.FailureOf(() => Scenario.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [part],
            IfNoneMatch = "*",
        }));

        failure.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await Scenario.GetAsync("k")).Should().Be("there");
        (await Uploads(Scenario)).Should().ContainSingle("the client may try again or abort");
    }

    [Fact]
    public async Task Complete_Repeated_RespondsAsTheFirstTime()
    {
        var (id, part) = await UploadWithChecksumAsync(Scenario, Bytes(10));
        Task<CompleteMultipartUploadResponse> CompleteOnce(params PartETag[] parts) =>
            Scenario.S3.CompleteMultipartUploadAsync(new()
            {
                BucketName = Scenario.Bucket,
                Key = "k",
                UploadId = id,
                PartETags = [.. parts],
                IfNoneMatch = "*",
            });

        var first = await CompleteOnce(part);
        var second = await CompleteOnce(part);

        second.ETag.Should().Be(first.ETag);
        second.Location.Should().Be(first.Location);
        second.ChecksumCRC32.Should().Be(first.ChecksumCRC32).And.NotBeNull();
        await Scenario.ShouldFail(() => CompleteOnce(new PartETag(2, part.ETag)), "NoSuchUpload");
        await Scenario.ShouldFail(() => CompleteOnce(new PartETag(1, "\"00\"")), "NoSuchUpload");
        await Scenario.ShouldFail(() => CompleteOnce(new PartETag(1, "\"x\"")), "NoSuchUpload");
        await Scenario.PutAsync("k", "another object");
        await Scenario.ShouldFail(() => CompleteOnce(part), "NoSuchUpload");
        (await Scenario.GetAsync("k")).Should().Be("another object");
    }

    [Fact]
    public async Task Complete_SentSeveralTimesAtOnce_SucceedsEachTime()
    {
        var id = await Begin(Scenario, "k");
        var part = await Part(Scenario, id, 1, Bytes(Mebibyte));

        var completed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Complete(Scenario, id, part)));

        completed.Select(response => response.ETag).Distinct().Should().ContainSingle();
        (await Uploads(Scenario)).Should().BeEmpty();
    }

    [Fact]
    public async Task Complete_EndsTheUpload()
    {
        var id = await Begin(Scenario, "k");
        var part = await Part(Scenario, id, 1, Bytes(10));

        await Complete(Scenario, id, part);

        (await Uploads(Scenario)).Should().BeEmpty();
        await Scenario.ShouldFail(() => Part(Scenario, id, 2, Bytes(1)), "NoSuchUpload");
        await Scenario.ShouldFail(() => Scenario.S3.ListPartsAsync(Scenario.Bucket, "k", id), "NoSuchUpload");
        await Scenario.ShouldFail(
            () => Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "k", id), "NoSuchUpload");
    }

    [Fact]
    public async Task AnUpload_ThatIsAbortedWhileItIsUsed_IsMissing()
    {
        for (var round = 0; round < 30; round++)
        {
            var id = (await Scenario.S3.InitiateMultipartUploadAsync(Scenario.Bucket, "k")).UploadId;
            var part = await Scenario.S3.UploadPartAsync(new()
            {
                BucketName = Scenario.Bucket,
                Key = "k",
                UploadId = id,
                PartNumber = 1,
                InputStream = new MemoryStream([1]),
            });
            var parts = new List<PartETag> { new(1, part.ETag) };
            Task[] calls =
            [
                Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "k", id),
                Scenario.S3.ListPartsAsync(Scenario.Bucket, "k", id),
                Scenario.S3.CompleteMultipartUploadAsync(
                    new() { BucketName = Scenario.Bucket, Key = "k", UploadId = id, PartETags = parts }),
            ];

            await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));

            calls.Where(call => call.IsFaulted).Select(call => call.Exception!.InnerException)
                .Where(failure => failure is not AmazonS3Exception { ErrorCode: "NoSuchUpload" })
                .Should().BeEmpty();
        }
    }
}
