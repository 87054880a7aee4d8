using System.CommandLine;
using System.CommandLine.Parsing;
using Discovitas.S3.Tool.Serve;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>env</c>.</summary>
internal sealed class EnvCommand : Command
{
    private readonly ServerOptions _server;

    private readonly Option<string?> _shell = new("--shell")
    {
        Description = "bash (also for zsh and sh), powershell, cmd or fish. [default: by the platform]",
        HelpName = "name",
    };

    internal EnvCommand(Screen screen)
        : base(
            "env",
            "Prints the environment variables with which the AWS CLI, the AWS SDKs and apps on Discovitas.S3 use the "
            + "server of serve. Give it the same options. In bash: eval \"$(discovitas-s3 env)\"")
    {
        _server = new ServerOptions(this, 1, "The port of the server.");
        _shell.Validators.Add(RequireShell);
        Options.Add(_shell);
        Validators.Add(RequireWritableKey);
        SetAction(parsed =>
        {
            var shell = parsed.GetValue(_shell) ?? Shell.OfPlatform;
            Shell.All[shell](ServerVariables.From(_server.Read(parsed))).ToList().ForEach(screen.Line);
            return ExitCode.Success;
        });
    }

    private void RequireWritableKey(CommandResult command)
    {
        // It would end the value, and cmd would run what follows.
        if (command.GetResult(_shell) is { Tokens: [{ Value: "cmd" }, ..] } && _server.HasInKey('"', command))
        {
            command.AddError(
                "The key has a quotation mark, which cmd cannot write. Choose another key, or another --shell.");
        }
    }

    private static void RequireShell(OptionResult result)
    {
        if (!result.Tokens.All(token => Shell.All.ContainsKey(token.Value)))
        {
            result.AddError(
                $"--shell needs one of {string.Join(", ", Shell.All.Keys.Order())}. For zsh and sh, use bash.");
        }
    }
}
