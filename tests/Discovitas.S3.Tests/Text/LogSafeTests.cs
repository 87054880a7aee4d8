namespace Discovitas.S3.Tests.Text;

public sealed class LogSafeTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("a.png", "'a.png'")]
    [InlineData("\u00E9 \u4E2D", "'\u00E9 \u4E2D'")]
    [InlineData("a\r\nb\tc", "'a\uFFFD\uFFFDb\uFFFDc'")]
    [InlineData("a\u202Egpj.exe", "'a\uFFFDgpj.exe'")]
    [InlineData("a\u200B\uFEFFb", "'a\uFFFD\uFFFDb'")]
    [InlineData("a\u2028\u2029\u0085b", "'a\uFFFD\uFFFD\uFFFDb'")]
    public void Quote_Input_IsQuotedWithoutWhatCannotBeSeen(string input, string expected) =>
        LogSafe.Quote(input).Should().Be(expected);

    [Fact]
    public void Quote_80Characters_IsWhole() =>
        LogSafe.Quote(new string('a', 80)).Should().Be($"'{new string('a', 80)}'");

    [Fact]
    public void Quote_81Characters_IsShortened() =>
        LogSafe.Quote(new string('a', 81)).Should().Be($"'{new string('a', 80)}\u2026'");
}
