namespace Discovitas.S3.Tool.Tests.Terminal;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("cat.jpg", "cat.jpg")]
    [InlineData("[red]Katze[/] 猫.jpg", "[red]Katze[/] 猫.jpg")]
    [InlineData("a\u001b[2Jb", "a\uFFFD[2Jb")]
    [InlineData("a\r\nb", "a\uFFFD\uFFFDb")]
    [InlineData("gpj.\u202Ecat", "gpj.\uFFFDcat")]
    [InlineData("\u2028\u2029\u200B", "\uFFFD\uFFFD\uFFFD")]
    public void Clean_MarksWhatATerminalObeys(string text, string clean) => DisplayText.Clean(text).Should().Be(clean);

    [Theory]
    [InlineData("cat.jpg", 7, "cat.jpg")]
    [InlineData("holiday film.mp4", 10, "holid….mp4")]
    [InlineData("猫猫猫猫.jpg", 8, "猫猫…jpg")]
    [InlineData("cat.jpg", 1, "…")]
    [InlineData("cat.jpg", 0, "")]
    public void Shorten_LeavesTheBeginningAndTheEnd(string text, int columns, string shown) =>
        DisplayText.Shorten(text, columns).Should().Be(shown);

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(1023, "1023 bytes")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 20, "5.0 MiB")]
    [InlineData(5L << 30, "5.0 GiB")]
    [InlineData(5L << 40, "5.0 TiB")]
    public void Size_HasASuitableUnit(long bytes, string text) => DisplayText.Size(bytes).Should().Be(text);
}
