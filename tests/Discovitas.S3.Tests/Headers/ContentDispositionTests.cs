using System.Net.Http.Headers;

namespace Discovitas.S3.Tests.Headers;

public sealed class ContentDispositionTests
{
    [Theory]
    [InlineData("image/png")]
    [InlineData("application/pdf")]
    public void Create_NoNameAndATypeThatIsShown_HasNone(string type) =>
        For(FileDisposition.Default, type, keepFileName: false).Should().BeNull();

    [Theory]
    [InlineData("text/html")]
    [InlineData("TEXT/HTML; charset=utf-8")]
    [InlineData("image/svg+xml")]
    [InlineData("application/xml")]
    [InlineData("text/javascript")]
    [InlineData("application/unknown")]
    [InlineData("Unknown/Unknown; x=y")]
    [InlineData("application/zip")]
    public void Create_NoNameAndATypeThatMayRun_IsAnAttachment(string type) =>
        For(FileDisposition.Default, type, keepFileName: false).Should().Be("attachment");

    [Theory]
    [InlineData(FileDisposition.Inline, "image/png", "inline")]
    [InlineData(FileDisposition.Inline, "text/html", "attachment")]
    [InlineData(FileDisposition.Inline, "unknown/unknown", "attachment")]
    [InlineData(FileDisposition.Attachment, "image/png", "attachment")]
    public void Create_NoName_IsWhatWasAskedForButNeverShowsWhatMayRun(
        FileDisposition disposition, string type, string expected) =>
        For(disposition, type, keepFileName: false).Should().Be(expected);

    [Theory]
    [InlineData(FileDisposition.Default, "image/png", "inline; filename=\"a.png\"")]
    [InlineData(FileDisposition.Default, "text/html", "attachment; filename=\"a.png\"")]
    [InlineData(FileDisposition.Inline, "text/html", "attachment; filename=\"a.png\"")]
    [InlineData(FileDisposition.Attachment, "image/png", "attachment; filename=\"a.png\"")]
    public void Create_KeptName_FollowsTheDisposition(FileDisposition disposition, string type, string expected) =>
        For(disposition, type, keepFileName: true).Should().Be(expected);

    [Theory]
    [InlineData("a.png", "filename=\"a.png\"")]
    [InlineData("my holiday (1).png", "filename=\"my holiday (1).png\"")]
    [InlineData("a;b='c',d.png", "filename=\"a;b='c',d.png\"")]
    [InlineData("\u00E9t\u00E9.png", "filename=\"_t_.png\"; filename*=UTF-8''%C3%A9t%C3%A9.png")]
    [InlineData("\u20AC rates.csv", "filename=\"_ rates.csv\"; filename*=UTF-8''%E2%82%AC%20rates.csv")]
    [InlineData("\U0001F600.png", "filename=\"__.png\"; filename*=UTF-8''%F0%9F%98%80.png")]
    [InlineData("a\"b.png", "filename=\"a_b.png\"; filename*=UTF-8''a%22b.png")]
    [InlineData("100%.png", "filename=\"100_.png\"; filename*=UTF-8''100%25.png")]
    [InlineData("a%0d%0a.png", "filename=\"a_0d_0a.png\"; filename*=UTF-8''a%250d%250a.png")]
    [InlineData(
        "'*()<>@,;:[]?={}\u00E9",
        "filename=\"'*()<>@,;:[]_={}_\"; filename*=UTF-8''%27%2A%28%29%3C%3E%40%2C%3B%3A%5B%5D%3F%3D%7B%7D%C3%A9")]
    [InlineData("!#$&+-.^_`|~\u00E9", "filename=\"!#$&+-.^_`|~_\"; filename*=UTF-8''!#$&+-.^_`|~%C3%A9")]
    [InlineData("\u202Egpj.exe", "filename=\"_gpj.exe\"; filename*=UTF-8''%E2%80%AEgpj.exe")]
    [InlineData("../../etc/passwd", "filename=\"passwd\"")]
    [InlineData(@"C:\fakepath\a.png", "filename=\"a.png\"")]
    [InlineData(@"\\host\share\a.png", "filename=\"a.png\"")]
    public void Attachment_Name_IsPlainAndTrueWhereThatLosesSomething(string name, string expected) =>
        ContentDisposition.Attachment(name).Should().Be("attachment; " + expected);

    [Theory]
    [InlineData("")]
    [InlineData("a/")]
    [InlineData(@"a\")]
    public void Attachment_NothingLeftOfTheName_HasNone(string name) =>
        ContentDisposition.Attachment(name).Should().Be("attachment");

    public static TheoryData<string> ControlCharacter =>
    [
        "a\r\nX: y.png", "a\n.png", "a\u0000.png", "a\t.png", "a\u007F.png", "a\u0085.png",
    ];

    [Theory]
    [MemberData(nameof(ControlCharacter))]
    public void Attachment_ControlCharacter_IsRejected(string name)
    {
        var download = () => ContentDisposition.Attachment(name);
        var kept = () => For(FileDisposition.Default, "image/png", keepFileName: true, name);

        download.Should().Throw<UploadRejectedException>().WithMessage(
            "The download name '*' has the control character U+*, which is not allowed in a header. Remove it.");
        kept.Should().Throw<UploadRejectedException>()
            .WithMessage("FileName '*' has the control character U+*, which is not allowed in a header. Remove it.");
    }

    [Fact]
    public void Create_ControlCharacterInANameThatIsNotKept_IsAccepted() =>
        For(FileDisposition.Default, "image/png", keepFileName: false, "a\r\n.png").Should().BeNull();

    [Fact]
    public void Attachment_NameOf255Characters_IsAccepted() =>
        ContentDisposition.Attachment(new string('a', 255))
            .Should().Be($"attachment; filename=\"{new string('a', 255)}\"");

    [Fact]
    public void Attachment_NameOf256Characters_IsRejected()
    {
        var act = () => ContentDisposition.Attachment(new string('a', 256));

        var rejection = act.Should().Throw<UploadRejectedException>().Which;
        rejection.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
        rejection.Message.Should().Be(
            $"The download name '{new string('a', 80)}\u2026' has 256 characters, and at most 255 are allowed. "
            + "Shorten it.");
    }

    [Fact]
    public void Attachment_LongPathToAShortName_IsAccepted() =>
        ContentDisposition.Attachment(new string('a', 1000) + "/a.png").Should().Be("attachment; filename=\"a.png\"");

    // The framework, like several browsers, decodes RFC 2047 words in a plain filename: what was no path when it was
    // checked becomes one.
    [Theory]
    [InlineData("=?utf-8?B?Li4vLi4vZXZpbA==?=")]
    [InlineData("=?utf-8?Q?..=2F..=2Fevil?=")]
    public void Attachment_NameLikeAnEncodedWord_IsNotDecodedIntoAnother(string name) =>
        FrameworkNameOf(ContentDisposition.Attachment(name)).Should().Be(name);

    private static string? For(FileDisposition disposition, string type, bool keepFileName, string name = "a.png")
    {
        var request = new FileUploadRequest(name, type, Array.Empty<byte>())
        {
            Disposition = disposition,
            KeepFileName = keepFileName,
        };
        return ContentDisposition.Create(request, MediaType.Parse(type));
    }

    private static string FrameworkNameOf(string header)
    {
        var parsed = ContentDispositionHeaderValue.Parse(header);
        return parsed.FileNameStar ?? parsed.FileName?.Trim('"') ?? "";
    }
}
