namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults that change or remove the ETag and checksum of a response.</summary>
public sealed class AlteredResponseFaultTests : ScenarioTest
{
    public static TheoryData<string> Methods => ["PUT", "HEAD", "GET"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task NoETag_RemovesETagAndChecksumFromTheHeaders(string method)
    {
        var (original, response) = await SendWithoutAndWithAsync(S3Fault.NoETag, method);

        original.Headers.Should().ContainKeys("ETag", ChecksumRequest.Header, "x-amz-checksum-type");
        response.Headers.Should().NotContainKeys("ETag", ChecksumRequest.Header, "x-amz-checksum-type");
        response.Should().BeEquivalentTo(new { original.Status, original.Body });
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal(ChecksumRequest.Data);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task WrongETag_ReplacesTheETagInTheHeaders(string method)
    {
        var (original, response) = await SendWithoutAndWithAsync(S3Fault.WrongETag, method);

        response.Headers["ETag"].Should().MatchRegex("^\"[0-9a-f]{32}\"$").And.NotBe(original.Headers["ETag"]);
        response.Headers.Should().NotContainKeys(ChecksumRequest.Header, "x-amz-checksum-type");
        response.Should().BeEquivalentTo(new { original.Status, original.Body });
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task WrongChecksum_ReplacesTheChecksumInTheHeaders(string method)
    {
        var (original, response) = await SendWithoutAndWithAsync(S3Fault.WrongChecksum, method);

        Convert.FromBase64String(response.Headers[ChecksumRequest.Header]).Should().HaveCount(4);
        response.Headers[ChecksumRequest.Header].Should().NotBe(original.Headers[ChecksumRequest.Header]);
        response.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");
        response.Headers["ETag"].Should().Be(original.Headers["ETag"]);
    }

    [Theory]
    [InlineData(nameof(S3Fault.NoETag), true)]
    [InlineData(nameof(S3Fault.WrongETag), true)]
    [InlineData(nameof(S3Fault.WrongChecksum), false)]
    public async Task Fault_OfComplete_ChangesTheXml(string name, bool dropsChecksum)
    {
        var (id, part) = await UploadWithChecksumAsync(Scenario, ChecksumRequest.Data);
        Scenario.Server.Faults = call =>
            call.Operation == S3Operation.CompleteMultipartUpload ? NamedFault.Get(name) : null;

        var completed = await Complete(Scenario, id, part);

        Scenario.Server.Faults = null;
        var head = await Scenario.S3.GetObjectMetadataAsync(
            new() { BucketName = Scenario.Bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED });
        (completed.ETag == head.ETag).Should().Be(name == nameof(S3Fault.WrongChecksum));
        (completed.ETag is null).Should().Be(name == nameof(S3Fault.NoETag));
        (completed.ChecksumCRC32 is null).Should().Be(dropsChecksum);
        (completed.ChecksumType is null).Should().Be(dropsChecksum);
        completed.ChecksumCRC32.Should().NotBe(head.ChecksumCRC32);
        completed.Key.Should().Be("k");
    }

    [Fact]
    public async Task NoETag_OfAPart_StoresThePart()
    {
        var id = await Begin(Scenario, "k");
        Scenario.Server.Faults = _ => S3Fault.NoETag;
        (await Part(Scenario, id, 1, ChecksumRequest.Data)).ETag.Should().BeNull();

        Scenario.Server.Faults = null;
        (await Scenario.S3.ListPartsAsync(Scenario.Bucket, "k", id)).Parts
            .Should().ContainSingle().Which.Size.Should().Be(ChecksumRequest.Data.Length);
    }

    [Fact]
    public async Task NoETag_OfAnObjectThatIsXml_KeepsItsBytes()
    {
        const string Content = "<a xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><ETag>1</ETag></a>";
        await Scenario.S3.PutObjectAsync(Scenario.NewPut("k", Content, "application/xml"));
        Scenario.Server.Faults = _ => S3Fault.NoETag;

        (await Scenario.SendAsync("GET")).Body.Should().Be(Content);
    }

    [Fact]
    public async Task NoETag_OfARejectedRequest_KeepsTheError()
    {
        Scenario.Server.Faults = _ => S3Fault.NoETag;

        (await Scenario.SendAsync("GET", "/none")).Code.Should().Be("NoSuchKey");
    }

    private async Task<(RawResponse Original, RawResponse Altered)> SendWithoutAndWithAsync(
        S3Fault fault, string method) =>
        (await ChecksumRequest.SendAsync(Scenario, method, null),
            await ChecksumRequest.SendAsync(Scenario, method, fault));
}
