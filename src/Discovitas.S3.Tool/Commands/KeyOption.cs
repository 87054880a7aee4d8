using System.CommandLine;
using System.CommandLine.Parsing;

namespace Discovitas.S3.Tool.Commands;

/// <summary>
/// A part of the server's key: an option, or an environment variable, which other users of the machine cannot see.
/// </summary>
/// <remarks>The variables of AWS are not read, because they may hold the key of an account.</remarks>
internal sealed class KeyOption
{
    private readonly Option<string?> _option;
    private readonly string _variable;

    /// <summary>Adds the option to a command.</summary>
    internal KeyOption(Command command, Option<string?> option, string variable)
    {
        (_option, _variable) = (option, variable);
        option.Description += $" [default: {variable}]";
        command.Options.Add(option);
        command.Validators.Add(RequireVariable);
    }

    internal string? Read(SymbolResult command) => command.GetResult(_option) switch
    {
        null => Variable(),
        { Tokens: [var token, ..] } => token.Value,
        _ => null,
    };

    internal bool IsVariable(SymbolResult command) => command.GetResult(_option) is null && Variable() is not null;

    private string? Variable() => Environment.GetEnvironmentVariable(_variable) is { Length: > 0 } value ? value : null;

    private void RequireVariable(CommandResult command)
    {
        if (IsVariable(command) && Variable()!.Any(char.IsWhiteSpace))
        {
            command.AddError($"The environment variable {_variable} needs a value without white space.");
        }
    }
}
