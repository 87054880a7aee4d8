namespace Discovitas.S3.Demo;

/// <summary>What the command line asks for.</summary>
/// <param name="Files">The files to upload, in order.</param>
/// <param name="Serve">Whether to keep the embedded S3 running.</param>
/// <param name="Help">Whether to explain the program, and do nothing else.</param>
/// <param name="Problem">What is wrong with the command line, as a sentence; null when nothing is.</param>
internal sealed record CommandLine(IReadOnlyList<string> Files, bool Serve, bool Help, string? Problem)
{
    public static CommandLine Parse(string[] args)
    {
        var end = Array.IndexOf(args, "--");
        var options = args.Take(end < 0 ? args.Length : end).Where(IsOption).ToList();
        var files = args.Where((arg, index) => end >= 0 && index >= end ? index > end : !IsOption(arg)).ToList();
        var serve = options.Contains("--serve");
        var help = options.Any(IsHelp);
        return new CommandLine(files, serve, help, help ? null : ProblemWith(options, files, serve));
    }

    private static bool IsOption(string arg) => arg.StartsWith('-');

    private static bool IsHelp(string option) => option is "--help" or "-h" or "-?";

    private static string? ProblemWith(List<string> options, List<string> files, bool serve)
    {
        if (options.Find(option => option != "--serve") is { } unknown)
        {
            return $"{DisplayText.Clean(unknown)} is not an option; a file of that name goes after --.";
        }

        if (files.Find(file => file.Length == 0 || Directory.Exists(file)) is { } wrong)
        {
            return wrong.Length == 0 ? "A file's name is empty." : $"{DisplayText.Clean(wrong)} is a directory; give the files in it.";
        }

        return files.Count == 0 && !serve ? "No file is given." : null;
    }
}
