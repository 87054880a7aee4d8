namespace Discovitas.S3.Tests.Keys;

public sealed class KeyFolderTests
{
    public static TheoryData<string> UnreservedCharactersBetweenSlashes =>
    [
        "a", "avatars/42", "A-b_c.d~e/0", "...", "..a", "a..", ".hidden", "a/.../b",
    ];

    [Theory]
    [MemberData(nameof(UnreservedCharactersBetweenSlashes))]
    public void IsValid_UnreservedCharactersBetweenSlashes_True(string folder) =>
        KeyFolder.IsValid(folder).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/..")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData(@"a\b")]
    [InlineData(@"..\a")]
    [InlineData("a b")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\n")]
    [InlineData("a\r\nX: y")]
    [InlineData("a\u0000")]
    [InlineData("a%2F..")]
    [InlineData("%2e%2e")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a:b")]
    [InlineData("a+b")]
    [InlineData("a*")]
    [InlineData("{a}")]
    [InlineData("[a]")]
    [InlineData("C:")]
    [InlineData("~user!")]
    [InlineData("\u00E9")]
    [InlineData("\u0131")]
    [InlineData("\uFF0E\uFF0E")]
    [InlineData("\u2024\u2024")]
    [InlineData("\u202Ea")]
    [InlineData("\uFF0Fa")]
    public void IsValid_AnythingElse_False(string folder) => KeyFolder.IsValid(folder).Should().BeFalse();

    public static TheoryData<string> Prefixes =>
    [
        "", "uploads/", "a/b/",
    ];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void IsValidPrefix_EmptyOrFoldersWithASlash_True(string prefix) =>
        KeyFolder.IsValidPrefix(prefix).Should().BeTrue();

    public static TheoryData<string> OtherPrefixes =>
    [
        "/", "uploads", "/uploads/", "a//", "../", "a/../", "a b/", "a/\n",
    ];

    [Theory]
    [MemberData(nameof(OtherPrefixes))]
    public void IsValidPrefix_AnythingElse_False(string prefix) => KeyFolder.IsValidPrefix(prefix).Should().BeFalse();
}
