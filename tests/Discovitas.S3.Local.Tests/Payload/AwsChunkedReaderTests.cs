using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests.Payload;

/// <summary>The aws-chunked framing. Bodies with errors in it are rejected and leave nothing behind.</summary>
public sealed class AwsChunkedReaderTests
{
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static readonly byte[] Data = Encoding.ASCII.GetBytes(new string('x', 20_000));

    [Theory]
    [InlineData(Signed, false)]
    [InlineData(SignedTrailer, true)]
    [InlineData(UnsignedTrailer, true)]
    public async Task Chunks_ThatAreValid_AreJoined(string kind, bool trailer)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = ChunkedBody.Put(
            scenario, "k", Data, kind, trailer ? ("x-amz-checksum-sha256", Checksum("SHA256", Data)) : null);

        (await scenario.Raw.SendAsync(request, sign: false)).Status.Should().Be(200);

        (await scenario.GetAsync("k")).Should().Be(Encoding.ASCII.GetString(Data));
        (await scenario.S3.GetObjectMetadataAsync(
            scenario.Bucket, "k")).Headers.ContentEncoding.Should().BeNullOrEmpty();
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    public async Task Chunks_WithAChangedByte_AreRejected(string kind)
    {
        await using var scenario = await Scenario.StartAsync();
        var trailer = kind == SignedTrailer
            ? ("x-amz-checksum-crc32", Checksum("CRC32", Data))
            : ((string, string)?)null;
        var request = ChunkedBody.Put(scenario, "k", Data, kind, trailer);
        request.Body[ChunkedBody.ChunkSize + 500] ^= 1;

        await ShouldBeRejected(scenario, request, "SignatureDoesNotMatch", sign: false);
    }

    [Fact]
    public async Task Chunks_WithAChangedTrailer_AreRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = ChunkedBody.Put(
            scenario, "k", Data, SignedTrailer, ("x-amz-checksum-crc32", Checksum("CRC32", Data)));
        request.Body = Encoding.ASCII.GetBytes(
            Encoding.ASCII.GetString(request.Body).Replace(Checksum("CRC32", Data), "AAAAAA=="));

        await ShouldBeRejected(scenario, request, "SignatureDoesNotMatch", sign: false);
    }

    [Theory]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task Chunks_WithAnotherChecksumInTheTrailer_AreRejected(string kind)
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldBeRejected(
            scenario,
            ChunkedBody.Put(scenario, "k", Data, kind, ("x-amz-checksum-crc32", "AAAAAA==")),
            "BadDigest",
            sign: false);
    }

    [Fact]
    public async Task Chunks_WithoutTheAnnouncedTrailer_AreRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = ChunkedBody.Put(scenario, "k", Data, UnsignedTrailer, ("x-amz-checksum-crc32", "AAAAAA=="));
        request.Body = Encoding.ASCII.GetBytes(
            Encoding.ASCII.GetString(request.Body).Replace("x-amz-checksum-crc32:AAAAAA==\r\n", ""));

        await ShouldBeRejected(scenario, request, "MalformedTrailerError", sign: false);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(9_000)]
    public async Task Chunks_ThatEndEarly_AreRejected(int missing)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = ChunkedBody.Put(scenario, "k", Data, Signed);
        request.Body = request.Body[..^missing];

        await ShouldBeRejected(scenario, request, "IncompleteBody", sign: false);
    }

    [Theory]
    [InlineData("19999")]
    [InlineData("20001")]
    public async Task Chunks_OfAnotherLengthThanAnnounced_AreRejected(string length)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { PayloadHash = UnsignedTrailer };
        request.Headers["x-amz-decoded-content-length"] = length;
        request.Body = [.. "4e20\r\n"u8, .. Data, .. "\r\n0\r\n\r\n"u8];

        await ShouldBeRejected(scenario, request, "IncompleteBody");
    }

    [Theory]
    [InlineData("zz\r\n", "IncompleteBody")]
    [InlineData("-1\r\n", "IncompleteBody")]
    [InlineData("ffffffffffffffff\r\n", "IncompleteBody")]
    [InlineData("1\r\nxx", "IncompleteBody")]
    [InlineData("1\r\nx\r\n1\r\nx\r\n0\r\n\r\n", "InvalidChunkSizeError")]
    [InlineData("0\r\nno colon\r\n\r\n", "MalformedTrailerError")]
    public async Task Chunks_WithInvalidFraming_AreRejected(string body, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest(
            "PUT", $"/{scenario.Bucket}/k") { PayloadHash = UnsignedTrailer, Body = Encoding.ASCII.GetBytes(body) };
        request.Headers["x-amz-decoded-content-length"] = "2";

        await ShouldBeRejected(scenario, request, code);
    }
}
