using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Encoded words (RFC 2047), in the form of S3.</summary>
public sealed class EncodedWordTests
{
    [Theory]
    [InlineData("größe = 1", "=?UTF-8?Q?gr=C3=B6=C3=9Fe_=3D_1?=")]
    [InlineData("a_b?", "=?UTF-8?Q?a=5Fb=3F?=")]
    [InlineData("a\r\nb", "=?UTF-8?B?YQ0KYg==?=")]
    public void Encode_ChoosesTheEncodingOfS3(string text, string expected) =>
        EncodedWord.Encode(text).Should().Be(expected);
}
