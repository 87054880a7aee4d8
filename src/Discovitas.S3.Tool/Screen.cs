using System.Text;

namespace Discovitas.S3.Tool;

/// <summary>Standard output and error. On a terminal, a status line can stand below the rest; the next line takes its place.</summary>
internal sealed class Screen
{
    // Room that Ctrl+C takes when the terminal shows it behind the status.
    private const int Margin = 3;
    private const int UsualColumns = 80;

    private readonly Lock _lock = new();
    private bool _hasStatus;

    public Screen()
    {
        // File names are any text, and a Windows console is in an old code page unless told.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }

    /// <summary>Whether a status line can be shown. There are no colours, so NO_COLOR has nothing to turn off.</summary>
    public bool HasStatus { get; } = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>How wide a status may be.</summary>
    public static int StatusColumns => Math.Max(0, Columns - Margin);

    private static int Columns => Console.WindowWidth is > 0 and var columns ? columns : UsualColumns;

    public void Line(string text = "") => Write(Console.Out, text);

    public void Error(string text) => Write(Console.Error, text);

    public void Errors(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            Error(sentence);
        }
    }

    public void Status(string text)
    {
        lock (_lock)
        {
            var rest = StatusColumns - DisplayText.Columns(text);
            Console.Out.Write($"\r{text}{new string(' ', Math.Max(0, rest))}");
            _hasStatus = true;
        }
    }

    public void ClearStatus()
    {
        lock (_lock)
        {
            Clear();
        }
    }

    private void Write(TextWriter writer, string text)
    {
        lock (_lock)
        {
            Clear();
            writer.WriteLine(text);
        }
    }

    private void Clear()
    {
        if (_hasStatus)
        {
            Console.Out.Write($"\r{new string(' ', Columns - 1)}\r");
            _hasStatus = false;
        }
    }
}
