namespace Discovitas.S3.Tool.Tests.Terminal;

public sealed class ScreenTests
{
    private const string Url = "http://127.0.0.1:38663/local/uploads/ca3dccf2-6b2d-4643-9093-d42f4822818a.txt";

    [Theory]
    [InlineData(20, true)]
    [InlineData(20, false)]
    [InlineData(160, true)]
    public void ALine_IsNeverWrapped(int width, bool isTerminal)
    {
        var screen = new TestScreen(width, isTerminal);

        screen.Screen.Line(Url);

        screen.Output.Should().Be($"{Url}\n");
    }

    [Theory]
    [InlineData(true, "A sentence with words\nthat are long.\n")]
    [InlineData(false, "A sentence with words that are long.\n")]
    public void ASentence_IsWrappedBetweenWordsOnATerminalOnly(bool isTerminal, string shown)
    {
        var screen = new TestScreen(width: 24, isTerminal);

        screen.Screen.Sentence("A sentence with words that are long.");

        screen.Output.Should().Be(shown);
    }

    [Fact]
    public void Markup_IsText()
    {
        var screen = new TestScreen(isTerminal: true);

        screen.Screen.Line("[red]cat[/].jpg");
        screen.Screen.Note("[nonsense]");

        screen.Output.Should().Be("[red]cat[/].jpg\n");
        screen.Error.Should().Be("[nonsense]\n");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnError_IsRedOnATerminalOnly(bool isTerminal)
    {
        var screen = new TestScreen(isTerminal: isTerminal);

        screen.Screen.Errors(["No."]);

        screen.Output.Should().BeEmpty();
        screen.Error.Contains('\u001b', StringComparison.Ordinal).Should().Be(isTerminal);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(80)]
    [InlineData(160)]
    public async Task Progress_FitsTheScreenAndIsRemoved(int width)
    {
        var screen = new TestScreen(width, isTerminal: true);

        var result = await screen.Screen.ShowTransferAsync($"[cat]{new string('x', 200)}.jpg", progress =>
        {
            progress!.Report(new UploadProgress { BytesSent = 1, TotalBytes = 2 });
            return Task.FromResult(1);
        });

        result.Should().Be(1);
        screen.Output.Should().BeEmpty();
        screen.Error.Should().Contain("50%").And.Contain("[cat]");
    }

    [Fact]
    public async Task Progress_IsNotShownWithoutATerminal()
    {
        var screen = new TestScreen();

        var hasProgress = await screen.Screen.ShowTransferAsync("x", progress => Task.FromResult(progress is not null));

        hasProgress.Should().BeFalse();
        screen.Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Progress_OnANarrowTerminal_IsNotShown(int width, bool isShown) =>
        (new TestScreen(width, isTerminal: true).Screen.Live is not null).Should().Be(isShown);
}
