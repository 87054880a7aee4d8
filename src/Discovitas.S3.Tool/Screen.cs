using System.Text;

namespace Discovitas.S3.Tool;

/// <summary>
/// Writes to standard output and error. On a terminal, a status line can follow the other lines; the next line
/// replaces it.
/// </summary>
internal sealed class Screen
{
    // A terminal that shows Ctrl+C as ^C puts it behind the status line.
    private const int Margin = 3;
    private const int UsualColumns = 80;

    private readonly Lock _lock = new();
    private bool _hasStatus;

    internal Screen()
    {
        // File names can be any text, and a Windows console uses an old code page by default.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    }

    /// <summary>Gets whether a status line can be shown.</summary>
    internal bool HasStatus { get; } =
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Gets the number of columns for the status line.</summary>
    internal static int StatusColumns => Math.Max(0, Columns - Margin);

    private static int Columns => Console.WindowWidth is > 0 and var columns ? columns : UsualColumns;

    internal void Line(string text = "") => Write(Console.Out, text);

    internal void Error(string text) => Write(Console.Error, text);

    internal void Errors(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            Error(sentence);
        }
    }

    internal void Status(string text)
    {
        lock (_lock)
        {
            var rest = StatusColumns - DisplayText.Columns(text);
            Console.Out.Write($"\r{text}{new string(' ', Math.Max(0, rest))}");
            _hasStatus = true;
        }
    }

    internal void ClearStatus()
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
