using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>
/// Writes to standard output and error: results to the one, all else to the other. Escape sequences are written only to
/// a terminal, and colors only without <c>NO_COLOR</c>.
/// </summary>
internal sealed class Screen
{
    // A file or a pipe has no width: tables get one at which nothing is cut, yet that a person can read later.
    private const int WidthOfFiles = 120;

    // The library's displays never end on a terminal of one column.
    private const int MinWidthOfLive = 8;

    private static readonly Style ErrorStyle = new(Color.Red);

    private readonly IAnsiConsole _output;
    private readonly IAnsiConsole _error;

    internal Screen(IAnsiConsole output, IAnsiConsole error) => (_output, _error) = (output, error);

    /// <summary>Gets the number of columns of standard output.</summary>
    internal int Columns => _output.Profile.Width;

    /// <summary>Gets where progress is shown, or null if standard error is not a terminal that can show it.</summary>
    internal IAnsiConsole? Live => _error.Profile is
    {
        Capabilities: { Ansi: true, Interactive: true },
        Width: >= MinWidthOfLive,
    }
        ? _error
        : null;

    internal static Screen Create()
    {
        // File names can be any text, and a Windows console uses an old code page by default.
        System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Screen(
            Open(System.Console.Out, System.Console.IsOutputRedirected),
            Open(System.Console.Error, System.Console.IsErrorRedirected));
    }

    /// <summary>Writes a result, for instance a URL, which is never wrapped.</summary>
    internal void Line(string text = "") => _output.Write(new Unwrapped(text));

    /// <summary>Writes a sentence, which is wrapped between words on a terminal.</summary>
    internal void Sentence(string text) => Write(_output, text, Style.Plain);

    internal void Show(IRenderable content) => _output.Write(new Trimmed(content));

    internal void Note(string text) => Write(_error, text, Style.Plain);

    internal void Error(string text) => Write(_error, text, ErrorStyle);

    internal void Errors(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            Error(sentence);
        }
    }

    private static void Write(IAnsiConsole console, string text, Style style) =>
        console.Write(console.Profile.Capabilities.Interactive
            ? new Trimmed(new Paragraph(text, style))
            : new Unwrapped(text, style));

    // The library's own look at the environment would send escape sequences into the logs of some CI systems.
    private static IAnsiConsole Open(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Yes,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
