using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Encoded words (RFC 2047), in the form of S3.</summary>
public sealed class EncodedWordTests
{
    [Fact]
    public void Encode_OfPrintableText_QuotesIt() =>
        EncodedWord.Encode("größe = a_b?").Should().Be("=?UTF-8?Q?gr=C3=B6=C3=9Fe_=3D_a=5Fb=3F?=");

    [Fact]
    public void Encode_OfControlCharacters_UsesBase64() =>
        EncodedWord.Encode("a\r\nb").Should().Be("=?UTF-8?B?YQ0KYg==?=");
}
