namespace Discovitas.S3.Tests.Text;

/// <summary>Stores differ in the quotes around an ETag; apps see one form.</summary>
public sealed class EntityTagTests
{
    [Theory]
    [InlineData("\"abc\"", "\"abc\"")]
    [InlineData("abc-2", "\"abc-2\"")]
    [InlineData("W/\"abc\"", "W/\"abc\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Quoted_AnyETag_IsInQuotesOnce(string? etag, string expected) =>
        EntityTag.Quoted(etag).Should().Be(expected);
}
