using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>Represents the command line.</summary>
internal sealed class CommandLine
{
    internal const string Name = "discovitas-s3";

    // What begins with @ is a file like any other.
    private static readonly ParserConfiguration Rules = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    private readonly UploadCommand? _upload;

    internal CommandLine(string[] args, Screen screen)
    {
        var program = new Command(
            Name,
            "Uploads files to S3, from the command line or a web page, and prints their public URLs. Files from the "
            + "command line are read back and compared.");
        program.Subcommands.Add(new ServeCommand(screen));
        program.Subcommands.Add(new EnvCommand(screen));
        program.Subcommands.Add(new DoctorCommand(screen));
        program.Subcommands.Add(new ConformanceCommand(screen));
        program.Subcommands.Add(new SetupCommand(screen));
        program.Subcommands.Add(new UsageCommand(screen));
        program.Subcommands.Add(new CleanCommand(screen));

        // Behind a command's name, the files would be arguments of the command.
        if (!program.Subcommands.Any(command => command.Name == args.FirstOrDefault()))
        {
            _upload = new UploadCommand(program, screen);
        }

        program.Options.Add(new HelpOption("--help", "-h", "-?") { Recursive = true, Action = new HelpPage(screen) });
        program.Options.Add(new VersionOption());
        Parsed = program.Parse(args, Rules);
    }

    internal ParseResult Parsed { get; }

    /// <summary>Finds what is wrong with the command line, as sentences.</summary>
    internal IEnumerable<string> Problems()
    {
        // Help is shown whatever else is there.
        if (Parsed.Action is HelpPage)
        {
            return [];
        }

        if (UnknownOption() is { } unknown)
        {
            var remedy = (_upload, unknown) switch
            {
                (null, _) => "",
                (_, "--serve") => $" To keep the embedded S3 running: {Name} serve.",
                _ => " If it is a file, put it after --.",
            };
            return [DisplayText.Clean($"{unknown} is not an option.{remedy}")];
        }

        var problems = Parsed.Errors.Select(error => DisplayText.Clean(error.Message));
        return problems.Concat(_upload?.ProblemWith(Parsed) is { } problem ? [problem] : []);
    }

    // The parser takes it as an argument.
    private string? UnknownOption()
    {
        var values = Parsed.CommandResult.Children.OfType<OptionResult>()
            .SelectMany(option => option.Tokens)
            .ToHashSet<Token>(ReferenceEqualityComparer.Instance);
        return Parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith('-')
                && !values.Contains(token))?.Value;
    }
}
