using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests.Payload;

/// <summary>The aws-chunked framing. Bodies with errors in it are rejected and leave nothing behind.</summary>
public sealed class AwsChunkedReaderTests : ScenarioTest
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
        var request = ChunkedBody.Put(
            Scenario, "k", Data, kind, trailer ? ("x-amz-checksum-sha256", Checksum("SHA256", Data)) : null);

        (await Scenario.Raw.SendAsync(request, sign: false)).Status.Should().Be(200);

        (await Scenario.GetAsync("k")).Should().Be(Encoding.ASCII.GetString(Data));
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).Headers.ContentEncoding
            .Should().BeNullOrEmpty();
    }

    [Theory]
    [InlineData(Signed)]
    [InlineData(SignedTrailer)]
    public async Task Chunks_WithAChangedByte_AreRejected(string kind)
    {
        var trailer = kind == SignedTrailer
            ? ("x-amz-checksum-crc32", Checksum("CRC32", Data))
            : ((string, string)?)null;
        var request = ChunkedBody.Put(Scenario, "k", Data, kind, trailer);
        request.Body[ChunkedBody.ChunkSize + 500] ^= 1;

        await ShouldBeRejected(Scenario, request, "SignatureDoesNotMatch", sign: false);
    }

    [Fact]
    public async Task Chunks_WithAChangedTrailer_AreRejected()
    {
        var request = ChunkedBody.Put(
            Scenario, "k", Data, SignedTrailer, ("x-amz-checksum-crc32", Checksum("CRC32", Data)));
        request.Body = Encoding.ASCII.GetBytes(
            Encoding.ASCII.GetString(request.Body).Replace(Checksum("CRC32", Data), "AAAAAA=="));

        await ShouldBeRejected(Scenario, request, "SignatureDoesNotMatch", sign: false);
    }

    [Theory]
    [InlineData(SignedTrailer)]
    [InlineData(UnsignedTrailer)]
    public async Task Chunks_WithAnotherChecksumInTheTrailer_AreRejected(string kind)
    {
        await ShouldBeRejected(
            Scenario,
            ChunkedBody.Put(Scenario, "k", Data, kind, ("x-amz-checksum-crc32", "AAAAAA==")),
            "BadDigest",
            sign: false);
    }

    [Fact]
    public async Task Chunks_WithoutTheAnnouncedTrailer_AreRejected()
    {
        var request = ChunkedBody.Put(Scenario, "k", Data, UnsignedTrailer, ("x-amz-checksum-crc32", "AAAAAA=="));
        request.Body = Encoding.ASCII.GetBytes(
            Encoding.ASCII.GetString(request.Body).Replace("x-amz-checksum-crc32:AAAAAA==\r\n", ""));

        await ShouldBeRejected(Scenario, request, "MalformedTrailerError", sign: false);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(9_000)]
    public async Task Chunks_ThatEndEarly_AreRejected(int missing)
    {
        var request = ChunkedBody.Put(Scenario, "k", Data, Signed);
        request.Body = request.Body[..^missing];

        await ShouldBeRejected(Scenario, request, "IncompleteBody", sign: false);
    }

    [Theory]
    [InlineData("19999")]
    [InlineData("20001")]
    public async Task Chunks_OfAnotherLengthThanAnnounced_AreRejected(string length)
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { PayloadHash = UnsignedTrailer };
        request.Headers["x-amz-decoded-content-length"] = length;
        request.Body = [.. "4e20\r\n"u8, .. Data, .. "\r\n0\r\n\r\n"u8];

        await ShouldBeRejected(Scenario, request, "IncompleteBody");
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
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k")
        {
            PayloadHash = UnsignedTrailer,
            Body = Encoding.ASCII.GetBytes(body),
        };
        request.Headers["x-amz-decoded-content-length"] = "2";

        await ShouldBeRejected(Scenario, request, code);
    }
}
