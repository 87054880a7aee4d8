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

    public static TheoryData<string> AnythingElse =>
    [
        "", " ", " a", "a ", "\u00E9", "01234567890",
    ];

    [Theory]
    [MemberData(nameof(AnythingElse))]
    public void RequirePlain_AnythingElse_IsRejectedWithTheRule(string text)
    {
        var act = () => HeaderText.RequirePlain("CacheControl", text, 10);

        act.Should().Throw<UploadRejectedException>().Which.Message
            .Should().Be(
                $"CacheControl '{text}' must have 1 to 10 visible ASCII characters, and no space at either end.");
    }

    public static TheoryData<string> Tokens =>
    [
        "a", "Content-Type", "!#$%&'*+-.^_`|~09azAZ",
    ];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void IsToken_WhatANameIsMadeOf_True(string text) => HeaderText.IsToken(text).Should().BeTrue();

    public static TheoryData<string> OtherTexts =>
    [
        "", "a b", "a:", "a/b", "a\n", "\u00E9", "(a)",
    ];

    [Theory]
    [MemberData(nameof(OtherTexts))]
    public void IsToken_AnythingElse_False(string text) => HeaderText.IsToken(text).Should().BeFalse();
}
