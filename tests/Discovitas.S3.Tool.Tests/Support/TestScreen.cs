using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>A screen of a given width that keeps what is written.</summary>
internal sealed partial class TestScreen
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

    /// <summary>Gets standard output as a person sees it.</summary>
    internal string Plain => Escape().Replace(Output, "");

    internal string[] Lines => Plain.Split('\n');

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

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}
