using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Documents of requests.</summary>
public sealed class S3XmlTests
{
    [Fact]
    public void Parse_OfADeepDocument_IsRejectedBeforeItTakesMinutes()
    {
        var document = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<a>", 2_000_000)));

        var parse = () => S3Xml.Parse(document, "a");

        parse.Should().Throw<S3Exception>().Which.Error.Should().Be(S3Error.MalformedXml);
    }
}
