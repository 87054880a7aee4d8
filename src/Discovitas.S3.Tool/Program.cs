using System.CommandLine;
using Discovitas.S3.Tool.Commands;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool;

/// <summary>
/// Runs the command line and returns the exit code. <see cref="Uploads.UploadSetup"/>,
/// <see cref="Uploads.FileUploads"/> and <see cref="Web.WebPage"/> show how an app uses the library.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var screen = Screen.Create();
        var commandLine = new CommandLine(args, screen);
        var problems = commandLine.Problems().ToList();
        if (problems.Count > 0)
        {
            screen.Errors(problems);
            screen.Note($"For commands, options and settings: {CommandLine.Name} --help");
            return ExitCode.WrongUsage;
        }

        try
        {
            // Each command has a host, which handles Ctrl+C.
            return await commandLine.Parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException)
        {
            screen.Error("Cancelled.");
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            screen.Errors(ErrorText.From(failure));
            return ExitCode.Failed;
        }
    }
}
