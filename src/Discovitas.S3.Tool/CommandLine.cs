using System.Globalization;

namespace Discovitas.S3.Tool;

/// <summary>What the command line asks for.</summary>
internal sealed record CommandLine
{
    private const string ServeOption = "--serve";
    private const string PortOption = "--port";

    /// <summary>The files to upload, in order.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Whether to keep the embedded S3 running.</summary>
    public bool Serve { get; private init; }

    /// <summary>The port of the web page; 0 for any that is free.</summary>
    public int Port { get; private init; }

    /// <summary>Whether to explain the program, and do nothing else.</summary>
    public bool Help { get; private init; }

    /// <summary>What is wrong with the command line, as a sentence; null when nothing is.</summary>
    public string? Problem { get; private init; }

    /// <summary>Whether to upload from a web page.</summary>
    public bool IsWebPage => Files.Count == 0 && !Serve;

    public static CommandLine Parse(string[] args)
    {
        var end = Array.IndexOf(args, "--");
        var before = args.Take(end < 0 ? args.Length : end).ToList();
        var port = TakePort(before);
        var options = before.Where(IsOption).ToList();
        var command = new CommandLine
        {
            Files = [.. before.Where(arg => !IsOption(arg)), .. args.Skip(end < 0 ? args.Length : end + 1)],
            Serve = options.Contains(ServeOption),
            Port = ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            Help = options.Any(IsHelp),
        };
        return command with { Problem = command.Help ? null : command.ProblemWith(options, port) };
    }

    private static bool IsOption(string arg) => arg.StartsWith('-');

    private static bool IsHelp(string option) => option is "--help" or "-h" or "-?";

    /// <summary>Takes <c>--port 8080</c> out.</summary>
    private static string? TakePort(List<string> args)
    {
        var index = args.IndexOf(PortOption);
        if (index < 0)
        {
            return null;
        }

        var port = args.ElementAtOrDefault(index + 1) ?? "";
        args.RemoveRange(index, Math.Min(2, args.Count - index));
        return port;
    }

    private string? ProblemWith(List<string> options, string? port)
    {
        if (options.Find(option => option != ServeOption) is { } unknown)
        {
            return $"{DisplayText.Clean(unknown)} is not an option; a file of that name goes after --.";
        }

        if (Files.FirstOrDefault(file => file.Length == 0 || Directory.Exists(file)) is { } wrong)
        {
            return wrong.Length == 0 ? "A file's name is empty." : $"{DisplayText.Clean(wrong)} is a directory; give the files in it.";
        }

        if (port is not null && Port == 0)
        {
            return $"{PortOption} is followed by a number from 1 to 65535.";
        }

        return port is not null && !IsWebPage ? $"{PortOption} is for the web page, without files and without {ServeOption}." : null;
    }
}
