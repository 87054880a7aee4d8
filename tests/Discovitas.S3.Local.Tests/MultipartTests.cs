using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Multipart uploads, through the SDK.</summary>
public sealed class MultipartTests
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task TransferUtility_GivesTheSameBytes()
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
    public async Task Complete_OfPartsInAnyOrderOfArrival_JoinsThemByNumber()
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
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).AsSpan().SequenceEqual([.. parts[0], .. parts[1], .. parts[2]]).Should().BeTrue();
    }

    [Fact]
    public async Task Complete_TakesTheHeadersGivenAtTheBeginning()
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
    public async Task Complete_WithASmallPartThatIsNotTheLast_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var first = await Part(scenario, id, 1, Bytes(5 * Mebibyte - 1));
        var second = await Part(scenario, id, 2, Bytes(1));

        (await Scenario.FailureOf(() => Complete(scenario, id, first, second))).ErrorCode.Should().Be("EntityTooSmall");
        await Complete(scenario, id, first);
    }

    [Fact]
    public async Task Complete_WithWhatIsNotThere_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var part = await Part(scenario, id, 1, Bytes(1));

        (await Scenario.FailureOf(() => Complete(scenario, id, new PartETag(2, part.ETag)))).ErrorCode.Should().Be("InvalidPart");
        (await Scenario.FailureOf(() => Complete(scenario, id, new PartETag(1, "\"00\"")))).ErrorCode.Should().Be("InvalidPart");
        (await Scenario.FailureOf(() => Complete(scenario, new string('0', 32), part))).ErrorCode.Should().Be("NoSuchUpload");
        (await Scenario.FailureOf(() => Complete(scenario, "../../bucket", part))).ErrorCode.Should().Be("NoSuchUpload");
        await Complete(scenario, id, new PartETag(1, part.ETag.Trim('"')));
        (await Scenario.FailureOf(() => Complete(scenario, id, part))).ErrorCode.Should().Be("NoSuchUpload");
    }

    [Theory]
    [InlineData("<Part><PartNumber>2</PartNumber><ETag>{0}</ETag></Part><Part><PartNumber>1</PartNumber><ETag>{0}</ETag></Part>", "InvalidPartOrder")]
    [InlineData("<Part><PartNumber>1</PartNumber><ETag>{0}</ETag></Part><Part><PartNumber>1</PartNumber><ETag>{0}</ETag></Part>", "InvalidPartOrder")]
    [InlineData("<Part><PartNumber>x</PartNumber><ETag>{0}</ETag></Part>", "MalformedXML")]
    [InlineData("<Part><PartNumber>1</PartNumber></Part>", "MalformedXML")]
    [InlineData("<Part>", "MalformedXML")]
    [InlineData("", "MalformedXML")]
    public async Task Complete_WithAListThatIsNone_IsRefused(string list, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var etag = (await Part(scenario, id, 1, Bytes(1))).ETag;
        await Part(scenario, id, 2, Bytes(1));

        var document = $"<CompleteMultipartUpload>{list.Replace("{0}", etag.Trim('"'))}</CompleteMultipartUpload>";
        var answer = await scenario.Raw.SendAsync(new RawRequest("POST", $"/{scenario.Bucket}/k?uploadId={id}")
        {
            Body = System.Text.Encoding.UTF8.GetBytes(document),
        });

        answer.Code.Should().Be(code);
    }

    [Fact]
    public async Task Complete_WithIfNoneMatch_FailsWhereTheKeyIsTaken()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "there");
        var id = await Begin(scenario, "k");
        var part = await Part(scenario, id, 1, Bytes(1));

        var failure = await Scenario.FailureOf(() => scenario.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
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
    public async Task Abort_RemovesTheParts()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        await Part(scenario, id, 1, Bytes(10));

        (await scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", id)).HttpStatusCode.Should().Be(HttpStatusCode.NoContent);

        (await Uploads(scenario)).Should().BeEmpty();
        (await Scenario.FailureOf(() => Part(scenario, id, 2, Bytes(1)))).ErrorCode.Should().Be("NoSuchUpload");
        (await Scenario.FailureOf(() => scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", id))).ErrorCode.Should().Be("NoSuchUpload");
        Directory.GetFiles(scenario.Server.Folder, "*", SearchOption.AllDirectories).Should().NotContain(file => file.Contains(id));
    }

    [Fact]
    public async Task Complete_EndsTheUpload()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        var part = await Part(scenario, id, 1, Bytes(10));

        await Complete(scenario, id, part);

        (await Uploads(scenario)).Should().BeEmpty();
        (await Scenario.FailureOf(() => Complete(scenario, id, part))).ErrorCode.Should().Be("NoSuchUpload");
        (await Scenario.FailureOf(() => Part(scenario, id, 2, Bytes(1)))).ErrorCode.Should().Be("NoSuchUpload");
        (await Scenario.FailureOf(() => scenario.S3.ListPartsAsync(scenario.Bucket, "k", id))).ErrorCode.Should().Be("NoSuchUpload");
        (await Scenario.FailureOf(() => scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", id))).ErrorCode.Should().Be("NoSuchUpload");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task UploadPart_WithANumberOutOfRange_IsRefused(int number)
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");

        var answer = await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k?partNumber={number}&uploadId={id}") { Body = [1] });

        answer.Code.Should().Be("InvalidArgument");
    }
}
