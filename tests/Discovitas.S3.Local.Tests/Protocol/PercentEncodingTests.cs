using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Percent-encoding as AWS signs it.</summary>
public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("azAZ09-_.~", "azAZ09-_.~")]
    [InlineData("a b+c", "a%20b%2Bc")]
    [InlineData("a/ä", "a%2F%C3%A4")]
    public void Encode_KeepsUnreservedCharactersOnly(string text, string expected)
    {
        PercentEncoding.Encode(text).Should().Be(expected);
        PercentEncoding.Decode(expected).Should().Be(text);
    }

    [Fact]
    public void Encode_OfAPath_KeepsSlashes() => PercentEncoding.Encode("a/b c", keepSlashes: true)
        .Should().Be("a/b%20c");

    [Fact]
    public void Decode_ReadsAPlusAsASpace() => PercentEncoding.Decode("a+b%2bc").Should().Be("a b+c");

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%4g")]
    [InlineData("%FF")]
    public void Decode_OfABadEscape_Throws(string encoded)
    {
        var decode = () => PercentEncoding.Decode(encoded);

        decode.Should().Throw<S3Exception>().Which.Error.Should().Be(S3Error.InvalidUri);
    }
}
