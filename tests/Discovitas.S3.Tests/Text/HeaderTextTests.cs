namespace Discovitas.S3.Tests.Text;

public sealed class HeaderTextTests
{
    // C0, DEL and C1: each of them, since one that passes is enough to split a request.
    public static TheoryData<int> Controls => [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21))];

    [Theory]
    [MemberData(nameof(Controls))]
    public void RequireNoControls_Control_IsRejectedAndNamedButNotRepeated(int control)
    {
        var act = () => HeaderText.RequireNoControls("CacheControl", $"a{(char)control}b");

        var rejection = act.Should().Throw<UploadRejectedException>().Which;
        rejection.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
        rejection.Message.Should().Be(
            $"CacheControl 'a\uFFFDb' has the control character U+{control:X4}, which is not allowed in a header. "
            + "Remove it.");
        rejection.Found.Should().Be("'a\uFFFDb'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("\u00E9\u4E2D\U0001F600")]
    public void RequireNoControls_Text_IsTaken(string text)
    {
        var act = () => HeaderText.RequireNoControls("a", text);

        act.Should().NotThrow();
    }

    [Theory]
    [InlineData("max-age=60")]
    [InlineData("a b")]
    [InlineData("~!\"")]
    [InlineData("0123456789")]
    public void RequirePlain_VisibleAscii_IsTaken(string text)
    {
        var act = () => HeaderText.RequirePlain("CacheControl", text, 10);

        act.Should().NotThrow();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("\u00E9")]
    [InlineData("01234567890")]
    public void RequirePlain_AnythingElse_IsRejectedWithTheRule(string text)
    {
        var act = () => HeaderText.RequirePlain("CacheControl", text, 10);

        act.Should().Throw<UploadRejectedException>().Which.Message
            .Should().Be(
                $"CacheControl '{text}' must have 1 to 10 visible ASCII characters, and no space at either end.");
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Content-Type", true)]
    [InlineData("!#$%&'*+-.^_`|~09azAZ", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a:", false)]
    [InlineData("a/b", false)]
    [InlineData("a\n", false)]
    [InlineData("\u00E9", false)]
    [InlineData("(a)", false)]
    public void IsToken_Text_IsWhatANameIsMadeOf(string text, bool expected) =>
        HeaderText.IsToken(text).Should().Be(expected);
}
