namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>The checksum that S3 computes where the client sends none: CRC-64/NVME over the whole object.</summary>
public sealed class DefaultChecksumTests : ScenarioTest
{
    private const string Header = "x-amz-checksum-crc64nvme";
    private static readonly byte[] Data = "hello"u8.ToArray();

    private static string Expected => Payloads.Checksum("CRC64NVME", Data);

    [Fact]
    public async Task Put_WithoutAChecksum_ReturnsAndKeepsOne()
    {
        ShouldHaveChecksum(await Scenario.SendAsync("PUT", body: Data));

        ShouldHaveChecksum(await ReadAsync("GET"));
        ShouldHaveChecksum(await ReadAsync("HEAD"));
        (await Scenario.SendAsync("GET")).Headers.Should().NotContainKey(Header, "nobody asked for it");
        (await Scenario.SendAsync("GET", "?list-type=2")).Body.Should()
            .Contain("<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>");
    }

    [Fact]
    public async Task Form_WithoutAChecksum_GetsOne()
    {
        ShouldHaveChecksum(await Form.Create(Scenario).Sign().SendAsync(Scenario));
    }

    [Theory]
    [InlineData("bytes=0-4", true)]
    [InlineData("bytes=0-", true)]
    [InlineData("bytes=-9", true)]
    [InlineData("bytes=1-4", false)]
    public async Task Get_OfARange_HasTheChecksumIfTheRangeIsTheWhole(string range, bool isWhole)
    {
        await Scenario.SendAsync("PUT", body: Data);

        var response = await ReadAsync("GET", ("range", range));

        response.Status.Should().Be(206);
        response.Headers.GetValueOrDefault(Header).Should().Be(isWhole ? Expected : null);
        response.Headers.GetValueOrDefault("x-amz-checksum-type").Should().Be(isWhole ? "FULL_OBJECT" : null);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task NotModified_HasWhatCachesNeedOnly(string method)
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data };
        put.Headers["cache-control"] = "no-cache";
        put.Headers["x-amz-meta-a"] = "1";
        var etag = (await Scenario.Raw.SendAsync(put)).Headers["ETag"];

        var response = await ReadAsync(method, ("if-none-match", etag));

        response.Status.Should().Be(304);
        response.Headers.Keys.Should().BeEquivalentTo(
            "Connection", "Date", "Server", "ETag", "Last-Modified", "Cache-Control", "x-amz-request-id", "x-amz-id-2");
    }

    [Fact]
    public async Task Copy_HasTheChecksumOfItsSourceOrTheOneAskedFor()
    {
        await Scenario.SendAsync("PUT", body: Data);

        (await CopyAsync()).Body.Should().Contain(
            $"<ChecksumCRC64NVME>{Expected}</ChecksumCRC64NVME><ChecksumType>FULL_OBJECT</ChecksumType>");
        (await CopyAsync("SHA256")).Body.Should().Contain(
            $"<ChecksumSHA256>{Payloads.Checksum("SHA256", Data)}</ChecksumSHA256><ChecksumType>FULL_OBJECT");
    }

    [Fact]
    public async Task MultipartUpload_WithoutAChecksum_GetsOneOverTheWhole()
    {
        var begun = await Scenario.SendAsync("POST", "/k?uploads=");
        var id = XElement.Parse(begun.Body).Elements().Single(one => one.Name.LocalName == "UploadId").Value;
        begun.Headers.Should().NotContainKey("x-amz-checksum-algorithm");
        byte[][] parts = [Bytes(5 * Mebibyte), Data];
        var etags = new List<string>();
        foreach (var (number, bytes) in parts.Index())
        {
            var part = await Scenario.SendAsync("PUT", $"/k?partNumber={number + 1}&uploadId={id}", bytes);
            part.Headers[Header].Should().Be(Payloads.Checksum("CRC64NVME", bytes));
            etags.Add($"<Part><PartNumber>{number + 1}</PartNumber><ETag>{part.Headers["ETag"]}</ETag></Part>");
        }

        var list = Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload>{string.Concat(etags)}</CompleteMultipartUpload>");
        var completed = await Scenario.SendAsync("POST", $"/k?uploadId={id}", list);

        var whole = Payloads.Checksum("CRC64NVME", [.. parts[0], .. parts[1]]);
        completed.Body.Should().Contain(
            $"<ChecksumCRC64NVME>{whole}</ChecksumCRC64NVME><ChecksumType>FULL_OBJECT</ChecksumType>");
        (await ReadAsync("HEAD")).Headers[Header].Should().Be(whole);
    }

    private static void ShouldHaveChecksum(RawResponse response)
    {
        response.Headers[Header].Should().Be(Expected);
        response.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");
    }

    private Task<RawResponse> ReadAsync(string method, params (string Name, string Value)[] headers)
    {
        var request = new RawRequest(method, $"/{Scenario.Bucket}/k");
        foreach (var (name, value) in headers.Append(("x-amz-checksum-mode", "ENABLED")))
        {
            request.Headers[name] = value;
        }

        return Scenario.Raw.SendAsync(request);
    }

    private Task<RawResponse> CopyAsync(string? algorithm = null)
    {
        var copy = new RawRequest("PUT", $"/{Scenario.Bucket}/copy");
        copy.Headers["x-amz-copy-source"] = $"{Scenario.Bucket}/k";
        if (algorithm is not null)
        {
            copy.Headers["x-amz-checksum-algorithm"] = algorithm;
        }

        return Scenario.Raw.SendAsync(copy);
    }
}
