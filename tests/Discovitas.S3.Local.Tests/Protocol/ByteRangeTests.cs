using Discovitas.S3.Local.Protocol;
using ByteRange = Discovitas.S3.Local.Protocol.ByteRange;

namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>The Range header (RFC 9110, section 14.2).</summary>
public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-0", 0L, 1L)]
    [InlineData("BYTES=7-99", 7L, 3L)]
    [InlineData("bytes=-3", 7L, 3L)]
    [InlineData("bytes=7-99999999999999999999", 7L, 3L)]
    [InlineData("bytes=-99999999999999999999", 0L, 10L)]
    public void Parse_OfASatisfiableRange_ReturnsIt(string header, long start, long length) =>
        ByteRange.Parse(header, size: 10).Should().Be(new ByteRange(start, length));

    [Theory]
    [InlineData(null)]
    [InlineData("bytes=-")]
    [InlineData("bytes=5-4")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("items=0-1")]
    public void Parse_OfAnUnsupportedRange_ReturnsNull(string? header) => ByteRange.Parse(header, size: 10)
        .Should().BeNull();

    [Theory]
    [InlineData("bytes=10-", 10L)]
    [InlineData("bytes=99999999999999999999-", 10L)]
    [InlineData("bytes=-0", 10L)]
    [InlineData("bytes=0-", 0L)]
    public void Parse_OfARangeBeyondTheEnd_Throws(string header, long size)
    {
        var parse = () => ByteRange.Parse(header, size);

        parse.Should().Throw<S3Exception>().Which.Error.Should().Be(S3Error.InvalidRange);
    }
}
