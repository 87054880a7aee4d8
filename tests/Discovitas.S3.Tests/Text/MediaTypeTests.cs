namespace Discovitas.S3.Tests.Text;

public sealed class MediaTypeTests
{
    public static TheoryData<string?> Rejected =>
    [
        null, "", " ", "x", "png", "/", "image/", "/png", "image//png", "image/png/x", "image png", "image/p ng",
        "a b/c", "image /png", "image/ png", "image / png",
        "text/plain; image/png", "image/png; text/html", "image/png, text/html", "text/html;image/png",
        "image/png text/html",
        "image/png,", "image/png;", "image/png;=b", "image/png; a=\"", "text/plain; charset=",
        "*/*", "image/*", "*/png", "image/p*g",
        "image/png\r\nX-Evil: 1", "image/png\n", "\nimage/png", "image/png\r", "image/png\0", "image/png\t",
        "image/png; a=\"\r\n\"", "image/png\u007F",
        "\u0131mage/png", "image/p\u0148g", "image/png; a=\u00E9", "image/\uFF50ng", "image/png\u2028",
        "image/png\u202E",
        "image/<script>", "image/\"png\"", "image/(png)", "image/png@", "image\\png",
        "a/" + new string('b', 254), "image/png" + string.Concat(Enumerable.Repeat(";a=b", 100)),
        new string('a', 100_000),
    ];

    [Theory]
    [MemberData(nameof(Rejected))]
    public void Parse_NotOneMediaType_IsRejectedWithTheRemedy(string? text)
    {
        var act = () => MediaType.Parse(text);

        var rejection = act.Should().Throw<UploadRejectedException>().Which;
        rejection.Reason.Should().Be(UploadRejectionReason.InvalidContentType);
        rejection.Message.Should().Be(
            $"The content type {LogSafe.Quote(text ?? "")} is not a media type. "
            + "Use type/subtype, for instance image/png, or application/octet-stream if the type is not known.");
        rejection.Limit.Should().Be("type/subtype");
        rejection.Found.Should().Be(LogSafe.Quote(text ?? ""));
    }

    [Theory]
    [InlineData("image/png", "image/png")]
    [InlineData("IMAGE/PNG", "image/png")]
    [InlineData("Image/GIF", "image/gif")]
    [InlineData("application/vnd.ms-excel.sheet.macroEnabled.12", "application/vnd.ms-excel.sheet.macroenabled.12")]
    [InlineData("image/svg+xml", "image/svg+xml")]
    [InlineData("image/png; a=b", "image/png")]
    [InlineData("image/png;a=b;c=d", "image/png")]
    [InlineData("image/png; a=\"x\\\"y; text/html\"", "image/png")]
    [InlineData("multipart/related; type=\"text/html\"", "multipart/related")]
    [InlineData("video/webm;codecs=\"vp8, opus\"", "video/webm")]
    [InlineData(" image/png ", "image/png")]
    public void Parse_MediaType_IsStoredInOneForm(string text, string expected) =>
        MediaType.Parse(text).Value.Should().Be(expected);

    [Theory]
    [InlineData("text/plain;charset=utf-8", "text/plain; charset=utf-8")]
    [InlineData("text/plain; charset=UTF-8", "text/plain; charset=utf-8")]
    [InlineData("text/plain; CHARSET=\"utf-8\"", "text/plain; charset=utf-8")]
    [InlineData("TEXT/HTML; format=flowed; charset=US-ASCII", "text/html; charset=us-ascii")]
    [InlineData("text/csv; charset=ISO-8859-1", "text/csv; charset=iso-8859-1")]
    [InlineData("text/csv; charset=Windows-1252", "text/csv; charset=windows-1252")]
    [InlineData("text/csv; charset=utf-16", "text/csv; charset=utf-16")]
    [InlineData("text/csv; charset=utf-8; charset=utf-7", "text/csv; charset=utf-8")]
    public void Parse_KnownCharset_IsKept(string text, string expected)
    {
        var type = MediaType.Parse(text);

        type.Value.Should().Be(expected);
        type.ToString().Should().Be(expected);
        type.Bare.Should().Be(expected.Split(';')[0]);
    }

    // UTF-7 and ISO-2022 turn harmless bytes into markup in a browser that believes them.
    [Theory]
    [InlineData("text/html; charset=utf-7")]
    [InlineData("text/html; charset=iso-2022-jp")]
    [InlineData("text/html; charset=x-user-defined")]
    [InlineData("text/html; charset=utf8")]
    [InlineData("text/html; charset=\"\"")]
    [InlineData("text/html; charset=\"utf-8; x\"")]
    public void Parse_OtherCharset_IsDropped(string text) => MediaType.Parse(text).Value.Should().Be("text/html");

    [Fact]
    public void Parse_255Characters_IsAccepted()
    {
        var text = "a/" + new string('b', 253);

        MediaType.Parse(text).Value.Should().Be(text);
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("TEXT/HTML; charset=utf-8", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData("application/xhtml+xml", true)]
    [InlineData("application/xml", true)]
    [InlineData("text/xml", true)]
    [InlineData("application/atom+xml", true)]
    [InlineData("text/javascript", true)]
    [InlineData("application/javascript", true)]
    [InlineData("message/rfc822", true)]
    [InlineData("image/png", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/pdf", false)]
    [InlineData("application/octet-stream", false)]
    public void IsRunnable_Type_IsWhatABrowserRuns(string text, bool expected) =>
        MediaType.Parse(text).IsRunnable.Should().Be(expected);
}
