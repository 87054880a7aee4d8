using System.CommandLine;
using System.CommandLine.Parsing;
using Discovitas.S3.Tool.Serve;
using Discovitas.S3.Tool.Terminal;
using Discovitas.S3.Tool.Uploads;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The command <c>serve</c>.</summary>
internal sealed class ServeCommand : Command
{
    private readonly ServerOptions _server;

    private readonly Option<string?> _folder = new("--folder")
    {
        Description = $"Where the objects are kept, as files. [default: {UploadSetup.Folder}]",
        HelpName = "folder",
    };

    private readonly Option<bool> _publicRead = new("--public-read")
    {
        Description = "Lets other machines read objects without a signature, if --bind lets them connect.",
    };

    private readonly Option<string[]> _cors = new("--cors")
    {
        Description = "An origin whose pages may use the buckets, besides those of this machine; can be repeated.",
        HelpName = "URL",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _faults = new("--faults")
    {
        Description = "A JSON file that says which requests go wrong, and how.",
        HelpName = "file",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Prints each request." };

    internal ServeCommand(Screen screen)
        : base("serve", "Runs an S3 server for other programs, which keeps its objects in a folder.")
    {
        _server = new ServerOptions(this, 0, "The port; 0 for any free one.");
        SharedOptions.RequireOrigins(_cors, allowsAny: true);
        _folder.Validators.Add(RequireFolder);
        _faults.Validators.Add(RequireFaults);
        foreach (var option in (Option[])[_folder, _publicRead, _cors, _faults, _verbose])
        {
            Options.Add(option);
        }

        SetAction((parsed, _) => new ServeRun(Read(parsed), screen).RunAsync());
    }

    private ServeSettings Read(ParseResult parsed) => _server.Read(parsed) with
    {
        Folder = parsed.GetValue(_folder) ?? UploadSetup.Folder,
        AllowsPublicRead = parsed.GetValue(_publicRead),
        Cors = parsed.GetValue(_cors) ?? [],
        Faults = parsed.GetValue(_faults),
        IsVerbose = parsed.GetValue(_verbose),
    };

    private static void RequireFolder(OptionResult result)
    {
        foreach (var path in result.Tokens.Select(token => token.Value))
        {
            if (string.IsNullOrWhiteSpace(path))
            {
                result.AddError("--folder needs the path of a folder, which is created if it does not exist.");
            }
            else if (File.Exists(path))
            {
                result.AddError($"--folder needs a folder, and {path} is a file. Choose another path.");
            }
        }
    }

    private static void RequireFaults(OptionResult result)
    {
        try
        {
            foreach (var token in result.Tokens)
            {
                FaultFile.Read(token.Value);
            }
        }
        catch (FormatException wrong)
        {
            result.AddError(wrong.Message);
        }
    }
}
