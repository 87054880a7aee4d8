using System.Text;
using Spectre.Console;

namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>A screen of a given width that keeps what is written.</summary>
internal sealed class TestScreen
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    internal TestScreen(int width = 80, bool isTerminal = false)
    {
        Screen = new Screen(Open(_output, width, isTerminal), Open(_error, width, isTerminal));
    }

    internal Screen Screen { get; }

    internal string Output => _output.ToString();

    internal string Error => _error.ToString();

    internal string[] Lines => Output.Split('\n');

    private static IAnsiConsole Open(StringBuilder written, int width, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(new StringWriter(written)),
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
