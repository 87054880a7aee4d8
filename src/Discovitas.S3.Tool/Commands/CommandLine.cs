using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>Parses the command line.</summary>
internal sealed class CommandLine
{
    internal const string Name = "discovitas-s3";

    private readonly Command _program = new(
        Name,
        "Uploads files to S3, from the command line or a web page, and prints their public URLs. Files from the "
        + "command line are read back and compared.");

    private readonly UploadCommand _upload;

    // What begins with @ is a file like any other.
    private readonly ParserConfiguration _rules = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    internal CommandLine(Screen screen)
    {
        _upload = new UploadCommand(_program, screen);
        _program.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new HelpPage(screen) });
        _program.Options.Add(new VersionOption());
    }

    internal ParseResult Parse(string[] args) => _program.Parse(args, _rules);

    /// <summary>Finds what is wrong with the command line, as sentences.</summary>
    internal IEnumerable<string> ProblemsWith(ParseResult parsed)
    {
        // Help and version are shown whatever else is there.
        if (parsed.Action is HelpPage)
        {
            return [];
        }

        if (UnknownOption(parsed) is { } unknown)
        {
            return [DisplayText.Clean($"{unknown} is not an option. If it is a file, put it after --.")];
        }

        var problems = parsed.Errors.Select(error => DisplayText.Clean(error.Message));
        return problems.Concat(_upload.ProblemWith(parsed) is { } problem ? [problem] : []);
    }

    // The parser takes it as an argument.
    private static string? UnknownOption(ParseResult parsed)
    {
        var values = parsed.CommandResult.Children.OfType<OptionResult>()
            .SelectMany(option => option.Tokens)
            .ToHashSet<Token>(ReferenceEqualityComparer.Instance);
        return parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith('-')
                && !values.Contains(token))?.Value;
    }
}
