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

    public static TheoryData<string> OtherCharset =>
    [
        "text/html; charset=utf-7", "text/html; charset=iso-2022-jp", "text/html; charset=x-user-defined",
        "text/html; charset=utf8", "text/html; charset=\"\"", "text/html; charset=\"utf-8; x\"",
    ];

    // UTF-7 and ISO-2022 turn harmless bytes into markup in a browser that believes them.
    [Theory]
    [MemberData(nameof(OtherCharset))]
    public void Parse_OtherCharset_IsDropped(string text) => MediaType.Parse(text).Value.Should().Be("text/html");

    [Fact]
    public void Parse_255Characters_IsAccepted()
    {
        var text = "a/" + new string('b', 253);

        MediaType.Parse(text).Value.Should().Be(text);
    }

    public static TheoryData<string> PassiveTypes =>
    [
        "image/png", "IMAGE/JPEG", "text/plain", "Text/Plain; charset=UTF-8", "application/pdf", "video/mp4; x=y",
        "audio/mpeg",
    ];

    [Theory]
    [MemberData(nameof(PassiveTypes))]
    public void IsPassive_WhatNoBrowserRuns_True(string text) => MediaType.Parse(text).IsPassive.Should().BeTrue();

    public static TheoryData<string> OtherTypes =>
    [
        "text/html", "TEXT/HTML; charset=utf-8", "image/svg+xml", "application/xhtml+xml", "application/xml",
        "text/xml", "application/atom+xml", "text/javascript", "application/javascript", "message/rfc822",
        "application/unknown", "Application/Unknown; x=y", "unknown/unknown", "UNKNOWN/UNKNOWN",
        "application/octet-stream", "image/pngx", "image/x-unknown", "text/plain-html", "text/html; x=\"image/png\"",
    ];

    // A browser looks for HTML in what it does not know, application/unknown and unknown/unknown among it.
    [Theory]
    [MemberData(nameof(OtherTypes))]
    public void IsPassive_AnyOtherType_False(string text) => MediaType.Parse(text).IsPassive.Should().BeFalse();
}
