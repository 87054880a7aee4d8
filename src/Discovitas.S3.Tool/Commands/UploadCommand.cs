using System.CommandLine;
using System.CommandLine.Parsing;
using Discovitas.S3.Tool.Terminal;
using Discovitas.S3.Tool.Uploads;
using Discovitas.S3.Tool.Web;

namespace Discovitas.S3.Tool.Commands;

/// <summary>What the program does without the name of a command: uploads files, or serves the web page.</summary>
internal sealed class UploadCommand
{
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "The files to upload. Without files: serves the web page.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _port = new("--port")
    {
        Description = "The port of the web page; by default any free port. Only this machine can connect.",
        HelpName = "N",
        CustomParser = number => SharedOptions.ParseNumber(number, "--port", 1, ushort.MaxValue),
    };

    internal UploadCommand(Command program, Screen screen)
    {
        _files.Validators.Add(RequireFiles);
        program.Arguments.Add(_files);
        program.Options.Add(_port);
        program.SetAction((parsed, _) => RunAsync(parsed, screen));
    }

    /// <summary>Finds what is wrong with the command line as a whole.</summary>
    internal string? ProblemWith(ParseResult parsed)
    {
        var files = parsed.GetResult(_files)?.Tokens.Count > 0;
        var port = parsed.GetResult(_port) is { Implicit: false };
        var command = parsed.CommandResult.Command;
        if (command.Name != CommandLine.Name && (files || port))
        {
            return $"{command.Name} is a command: it is the first word, and it has options of its own. "
                + $"If it is a file, write ./{command.Name}.";
        }

        return port && files
            ? $"{_port.Name} applies to the web page only: leave out the files."
            : null;
    }

    private Task<int> RunAsync(ParseResult parsed, Screen screen)
    {
        var files = parsed.GetValue(_files) ?? [];
        return files.Length == 0
            ? WebPage.RunAsync(parsed.GetValue(_port) ?? 0, screen)
            : UploadRun.RunAsync(files, screen);
    }

    private static void RequireFiles(ArgumentResult result)
    {
        foreach (var file in result.Tokens.Select(token => token.Value))
        {
            if (file.Length == 0)
            {
                result.AddError("The name of a file is empty.");
            }
            else if (Directory.Exists(file))
            {
                result.AddError($"{file} is a directory. Name the files in it.");
            }
        }
    }
}
