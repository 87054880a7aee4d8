using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Answers that say something else than the truth, or not all of it.</summary>
public sealed class FaultTestsOfAlterations
{
    private const string Checksum = "x-amz-checksum-crc32";
    private static readonly byte[] Data = "hello"u8.ToArray();

    [Theory]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task NoETag_TakesETagAndChecksumFromTheHeaders(string method)
    {
        await using var scenario = await Scenario.StartAsync();
        var truth = await SendAsync(scenario, method, null);

        var answer = await SendAsync(scenario, method, S3Fault.NoETag);

        truth.Headers.Should().ContainKeys("ETag", Checksum, "x-amz-checksum-type");
        answer.Headers.Should().NotContainKeys("ETag", Checksum, "x-amz-checksum-type");
        answer.Should().BeEquivalentTo(new { truth.Status, truth.Body });
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Data);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task WrongETag_PutsAnotherInItsPlace(string method)
    {
        await using var scenario = await Scenario.StartAsync();
        var truth = await SendAsync(scenario, method, null);

        var answer = await SendAsync(scenario, method, S3Fault.WrongETag);

        answer.Headers["ETag"].Should().MatchRegex("^\"[0-9a-f]{32}\"$").And.NotBe(truth.Headers["ETag"]);
        answer.Headers.Should().NotContainKeys(Checksum, "x-amz-checksum-type");
        answer.Should().BeEquivalentTo(new { truth.Status, truth.Body });
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task WrongChecksum_PutsAnotherInItsPlace(string method)
    {
        await using var scenario = await Scenario.StartAsync();
        var truth = await SendAsync(scenario, method, null);

        var answer = await SendAsync(scenario, method, S3Fault.WrongChecksum);

        Convert.FromBase64String(answer.Headers[Checksum]).Should().HaveCount(4);
        answer.Headers[Checksum].Should().NotBe(truth.Headers[Checksum]);
        answer.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");
        answer.Headers["ETag"].Should().Be(truth.Headers["ETag"]);
    }

    [Theory]
    [InlineData(nameof(S3Fault.NoETag), true)]
    [InlineData(nameof(S3Fault.WrongETag), true)]
    [InlineData(nameof(S3Fault.WrongChecksum), false)]
    public async Task Complete_IsAlteredInItsXml(string name, bool dropsChecksum)
    {
        await using var scenario = await Scenario.StartAsync();
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call => call.Operation == S3Operation.CompleteMultipartUpload ? Fault(name) : null;

        var told = await Complete(scenario, id, part);

        scenario.Server.Faults = null;
        var head = await scenario.S3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = scenario.Bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });
        (told.ETag == head.ETag).Should().Be(name == nameof(S3Fault.WrongChecksum));
        (told.ETag is null).Should().Be(name == nameof(S3Fault.NoETag));
        (told.ChecksumCRC32 is null).Should().Be(dropsChecksum);
        (told.ChecksumType is null).Should().Be(dropsChecksum);
        told.ChecksumCRC32.Should().NotBe(head.ChecksumCRC32);
        told.Key.Should().Be("k");
    }

    [Fact]
    public async Task UploadPart_WithoutItsETag_IsThereAllTheSame()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        scenario.Server.Faults = _ => S3Fault.NoETag;
        (await Part(scenario, id, 1, Data)).ETag.Should().BeNull();

        scenario.Server.Faults = null;
        (await scenario.S3.ListPartsAsync(scenario.Bucket, "k", id)).Parts.Should().ContainSingle().Which.Size.Should().Be(Data.Length);
    }

    [Fact]
    public async Task Get_OfAnObjectThatIsXml_KeepsItsBytes()
    {
        await using var scenario = await Scenario.StartAsync();
        const string Content = "<a xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><ETag>1</ETag></a>";
        await scenario.S3.PutObjectAsync(new() { BucketName = scenario.Bucket, Key = "k", ContentBody = Content, ContentType = "application/xml" });
        scenario.Server.Faults = _ => S3Fault.NoETag;

        (await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}/k"))).Body.Should().Be(Content);
    }

    [Fact]
    public async Task NoETag_OfARefusedRequest_LeavesTheError()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.NoETag;

        (await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}/none"))).Code.Should().Be("NoSuchKey");
    }

    [Theory]
    [InlineData("GET", "HTTP/1.1 200 OK*Content-Length: 5*\r\n\r\nhe")]
    [InlineData("PUT", "HTTP/1.1 200 OK*Content-Length: 1*\r\n\r\n")]
    [InlineData("HEAD", "HTTP/1.1 200 Cut\r\nETa")]
    [InlineData("DELETE", "HTTP/1.1 204 Cut\r\nETa")]
    public async Task CutAnswer_AnnouncesMoreThanComes(string method, string expected)
    {
        await using var scenario = await Scenario.StartAsync();
        await SendAsync(scenario, "PUT", null);
        scenario.Server.Faults = _ => S3Fault.CutResponse;

        var end = await scenario.Raw.EndOfAsync(Request(scenario, method));

        end.Text.Should().Match(expected);
        end.WasReset.Should().BeFalse();
        File.Exists(scenario.PathOf("k")).Should().Be(method != "DELETE");
    }

    [Fact]
    public async Task CutAnswer_ToTheSdk_IsAFailureOfWhatWasCarriedOut()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = _ => S3Fault.CutResponse;

        var complete = () => s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = scenario.Bucket, Key = "k", UploadId = id, PartETags = [part] });

        await complete.Should().ThrowAsync<Exception>();
        File.Exists(scenario.PathOf("k")).Should().BeTrue();
    }

    private static RawRequest Request(Scenario scenario, string method)
    {
        var request = new RawRequest(method, $"/{scenario.Bucket}/k") { Body = method == "PUT" ? Data : [] };
        request.Headers[method == "PUT" ? Checksum : "x-amz-checksum-mode"] = method == "PUT" ? Payloads.Checksum("CRC32", Data) : "ENABLED";
        return request;
    }

    /// <summary>Sends the request under the fault, to an object that is there.</summary>
    private static async Task<RawAnswer> SendAsync(Scenario scenario, string method, S3Fault? fault)
    {
        scenario.Server.Faults = null;
        await scenario.Raw.SendAsync(Request(scenario, "PUT"));
        scenario.Server.Faults = _ => fault;
        return await scenario.Raw.SendAsync(Request(scenario, method));
    }

    private static async Task<(string Id, PartETag Part)> UploadAsync(Scenario scenario)
    {
        var id = (await scenario.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
            ChecksumType = ChecksumType.FULL_OBJECT,
        })).UploadId;
        return (id, await Part(scenario, id, 1, Data));
    }

    private static S3Fault Fault(string name) => name switch
    {
        nameof(S3Fault.NoETag) => S3Fault.NoETag,
        nameof(S3Fault.WrongETag) => S3Fault.WrongETag,
        _ => S3Fault.WrongChecksum,
    };
}
