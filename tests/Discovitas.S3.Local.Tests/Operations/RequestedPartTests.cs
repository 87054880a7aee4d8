namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Parts of stored objects: partNumber of GET and HEAD, and GetObjectAttributes.</summary>
public sealed class RequestedPartTests : ScenarioTest
{
    private static readonly byte[] First = Bytes(5 * Mebibyte);
    private static readonly byte[] Second = Bytes(3);

    [Fact]
    public async Task PartNumber_ReturnsThatPart()
    {
        await UploadAsync(null);

        using var second = await Scenario.S3.GetObjectAsync(Request(2));
        var first = await HeadAsync("k", 1);

        second.HttpStatusCode.Should().Be(HttpStatusCode.PartialContent);
        second.PartsCount.Should().Be(2);
        second.ContentRange.Should().Be($"bytes {First.Length}-{First.Length + 2}/{First.Length + 3}");
        using var bytes = new MemoryStream();
        await second.ResponseStream.CopyToAsync(bytes);
        bytes.ToArray().Should().Equal(Second);
        first.HttpStatusCode.Should().Be(HttpStatusCode.PartialContent);
        first.ContentLength.Should().Be(First.Length);
        first.PartsCount.Should().Be(2);
        first.ETag.Should().EndWith("-2\"");
    }

    [Fact]
    public async Task PartNumber_OfAnObjectInOnePiece_ReturnsTheWholeAsPart1()
    {
        await Scenario.PutAsync("k", "0123456789");
        await Scenario.PutAsync("empty", "");

        var whole = await HeadAsync("k", 1);

        whole.ContentLength.Should().Be(10);
        whole.PartsCount.Should().BeNull();
        whole.HttpStatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await HeadAsync("empty", 1)).ContentLength.Should().Be(0);
    }

    [Theory]
    [InlineData("2", null, 416, "InvalidPartNumber", "The requested partnumber is not satisfiable")]
    [InlineData("0", null, 400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive")]
    [InlineData(
        "1", "bytes=0-1", 400, "InvalidRequest",
        "Cannot specify both Range header and partNumber query parameter")]
    public async Task PartNumber_ThatIsInvalid_IsRejected(
        string number, string? range, int status, string code, string message)
    {
        await Scenario.PutAsync("k", "x");
        var request = new RawRequest("GET", $"/{Scenario.Bucket}/k?partNumber={number}");
        if (range is not null)
        {
            request.Headers["range"] = range;
        }

        var response = await Scenario.Raw.SendAsync(request);

        response.Status.Should().Be(status);
        response.Code.Should().Be(code);
        response.Message.Should().Be(message);
    }

    [Fact]
    public async Task PartNumber_WithChecksumMode_ReturnsTheChecksumOfThePart()
    {
        await UploadAsync(ChecksumType.COMPOSITE);
        var request = Request(2);
        request.ChecksumMode = ChecksumMode.ENABLED;

        using var got = await Scenario.S3.GetObjectAsync(request);

        got.ChecksumCRC32.Should().Be(Payloads.Checksum("CRC32", Second));
        got.ChecksumType.Should().Be(ChecksumType.COMPOSITE);
    }

    [Fact]
    public async Task GetObjectAttributes_ReturnsWhatIsAskedFor()
    {
        await UploadAsync(ChecksumType.COMPOSITE);

        var all = await AttributesAsync("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
        var size = await AttributesAsync("ObjectSize");

        all.ETag.Should().EndWith("-2").And.NotContain("\"");
        all.Checksum.ChecksumCRC32.Should().HaveLength(8);
        all.Checksum.ChecksumType.Should().Be(ChecksumType.COMPOSITE);
        all.StorageClass.Should().Be(S3StorageClass.Standard);
        all.ObjectSize.Should().Be(First.Length + 3);
        all.LastModified.Should().NotBeNull();
        all.ObjectParts.TotalPartsCount.Should().Be(2);
        all.ObjectParts.Parts.Select(part => part.Size).Should().Equal(First.Length, Second.Length);
        all.ObjectParts.Parts[1].ChecksumCRC32.Should().Be(Payloads.Checksum("CRC32", Second));
        size.ObjectSize.Should().Be(First.Length + 3);
        size.ETag.Should().BeNull();
        size.ObjectParts.Should().BeNull();
    }

    [Fact]
    public async Task GetObjectAttributes_PagesThroughTheParts()
    {
        await UploadAsync(ChecksumType.COMPOSITE);

        var page = await Scenario.S3.GetObjectAttributesAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            ObjectAttributes = [ObjectAttributes.ObjectParts],
            MaxParts = 1,
            PartNumberMarker = 0,
        });

        page.ObjectParts.IsTruncated.Should().BeTrue();
        page.ObjectParts.NextPartNumberMarker.Should().Be(1);
        page.ObjectParts.Parts.Should().ContainSingle(part => part.PartNumber == 1);
    }

    [Fact]
    public async Task GetObjectAttributes_OfPartsWithoutTheirChecksums_ReturnsTheirNumber()
    {
        await UploadAsync(ChecksumType.FULL_OBJECT);

        var parts = (await AttributesAsync("ObjectParts")).ObjectParts;

        parts.TotalPartsCount.Should().Be(2);
        parts.Parts.Should().BeNullOrEmpty();
    }

    [Theory]
    [InlineData("Colour", 400, "InvalidArgument", "Invalid attribute name specified.")]
    [InlineData(null, 400, "InvalidArgument", "Invalid attribute name specified.")]
    [InlineData("ETag", 404, "NoSuchKey", "The specified key does not exist.")]
    public async Task GetObjectAttributes_ThatCannotBe_IsRejected(
        string? attributes, int status, string code, string message)
    {
        var request = new RawRequest("GET", $"/{Scenario.Bucket}/missing?attributes=");
        if (attributes is not null)
        {
            request.Headers["x-amz-object-attributes"] = attributes;
        }

        var response = await Scenario.Raw.SendAsync(request);

        response.Status.Should().Be(status);
        response.Code.Should().Be(code);
        response.Message.Should().Be(message);
    }

    private Task<GetObjectAttributesResponse> AttributesAsync(params string[] names) =>
        Scenario.S3.GetObjectAttributesAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            ObjectAttributes = [.. names.Select(name => new ObjectAttributes(name))],
        });

    private GetObjectRequest Request(int part) => new() { BucketName = Scenario.Bucket, Key = "k", PartNumber = part };

    private Task<GetObjectMetadataResponse> HeadAsync(string key, int part) =>
        Scenario.S3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = Scenario.Bucket, Key = key, PartNumber = part });

    /// <summary>Uploads key k in two parts, with CRC-32s of this type or without checksum.</summary>
    private async Task UploadAsync(ChecksumType? type)
    {
        var id = type is null ? await Begin(Scenario, "k") : await BeginWithChecksum(Scenario, type);
        var parts = new List<PartETag>();
        foreach (var bytes in new[] { First, Second })
        {
            var part = await Part(Scenario, id, parts.Count + 1, bytes);
            part.ChecksumCRC32 = type is null ? null : Payloads.Checksum("CRC32", bytes);
            parts.Add(part);
        }

        await Complete(Scenario, id, [.. parts]);
    }
}
