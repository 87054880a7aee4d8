using System.Globalization;

namespace Discovitas.S3.Tool;

/// <summary>Represents the command line.</summary>
internal sealed record CommandLine
{
    private const string ServeOption = "--serve";
    private const string PortOption = "--port";

    /// <summary>Gets the files to upload, in order.</summary>
    internal IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Gets whether to keep the embedded S3 running.</summary>
    internal bool Serve { get; private init; }

    /// <summary>Gets the port of the web page; 0 for any free port.</summary>
    internal int Port { get; private init; }

    /// <summary>Gets whether to print the help and exit.</summary>
    internal bool Help { get; private init; }

    /// <summary>Gets what is wrong with the command line, as a sentence, or null.</summary>
    internal string? Problem { get; private init; }

    /// <summary>Gets whether to serve the web page.</summary>
    internal bool IsWebPage => Files.Count == 0 && !Serve;

    internal static CommandLine Parse(string[] args)
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

    /// <summary>Removes <c>--port 8080</c> from the arguments and returns the number as it was written.</summary>
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
            return $"{DisplayText.Clean(unknown)} is not an option. If it is a file, put it after --.";
        }

        if (Files.FirstOrDefault(file => file.Length == 0 || Directory.Exists(file)) is { } wrong)
        {
            return wrong.Length == 0
                ? "The name of a file is empty."
                : $"{DisplayText.Clean(wrong)} is a directory. Name the files in it.";
        }

        if (port is not null && Port == 0)
        {
            return $"{PortOption} needs a number from 1 to 65535.";
        }

        return port is not null && !IsWebPage
            ? $"{PortOption} applies to the web page only: leave out the files and {ServeOption}."
            : null;
    }
}
