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
        _cors.Validators.Add(RequireOrigins);
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

    private static void RequireOrigins(OptionResult result)
    {
        if (!result.Tokens.All(token => IsOrigin(token.Value)))
        {
            result.AddError("--cors needs an origin: https://www.example.com, or * for any.");
        }
    }

    private static bool IsOrigin(string text) => text == "*"
        || (Uri.TryCreate(text.Replace("*", "any", StringComparison.Ordinal), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.PathAndQuery == "/");
}
