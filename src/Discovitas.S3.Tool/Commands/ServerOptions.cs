using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Discovitas.S3.Local.Storage;
using Discovitas.S3.Tool.Serve;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The options that <c>serve</c> and <c>env</c> share, because they describe the same server.</summary>
internal sealed class ServerOptions
{
    private readonly Option<int?> _port;
    private readonly Option<string[]> _bucket = new("--bucket")
    {
        Description = "A bucket that exists from the start; can be repeated. [default: local]",
        HelpName = "name",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly KeyOption _accessKey;
    private readonly KeyOption _secretKey;
    private readonly Option<string?> _region = SharedOptions.Region(
        "The region for which requests are signed. [default: us-east-1]");

    private readonly Option<bool> _https = new("--https")
    {
        Description = "HTTPS, with the development certificate of .NET (dotnet dev-certs https).",
    };

    private readonly Option<IPAddress?> _bind = new("--bind")
    {
        Description = "The address to listen on: 0.0.0.0 lets other machines connect. [default: 127.0.0.1]",
        HelpName = "IP",
        CustomParser = ParseAddress,
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="lowestPort">The lowest number that is a port.</param>
    /// <param name="port">What the port is.</param>
    internal ServerOptions(Command command, int lowestPort, string port)
    {
        _port = new Option<int?>("--port")
        {
            Description = $"{port} [default: {ServeSettings.DefaultPort}]",
            HelpName = "N",
            CustomParser = number => SharedOptions.ParseNumber(number, "--port", lowestPort, ushort.MaxValue),
        };
        _bucket.Validators.Add(RequireNames);
        Array.ForEach<Option>([_port, _bucket], command.Options.Add);
        _accessKey = new KeyOption(
            command,
            SharedOptions.Text("--access-key", "ID", "The ID of the access key."),
            "DISCOVITAS_S3_ACCESS_KEY");
        _secretKey = new KeyOption(
            command,
            SharedOptions.Text(
                "--secret-key", "secret",
                "The secret of the access key. Others on this machine can see it: the variable is safer."),
            "DISCOVITAS_S3_SECRET_KEY");
        Array.ForEach<Option>([_region, _https, _bind], command.Options.Add);
    }

    internal ServeSettings Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(_port) ?? ServeSettings.DefaultPort,
        Buckets = parsed.GetValue(_bucket) is { Length: > 0 } names ? [.. names.Distinct()] : ["local"],
        AccessKey = _accessKey.Read(parsed.CommandResult),
        SecretKey = _secretKey.Read(parsed.CommandResult),
        IsAccessKeyVariable = _accessKey.IsVariable(parsed.CommandResult),
        IsSecretKeyVariable = _secretKey.IsVariable(parsed.CommandResult),
        Region = parsed.GetValue(_region),
        IsHttps = parsed.GetValue(_https),
        Bind = parsed.GetValue(_bind) ?? IPAddress.Loopback,
    };

    /// <summary>Returns whether a part of the key has a character.</summary>
    internal bool HasInKey(char character, SymbolResult command) =>
        _accessKey.Read(command)?.Contains(character) is true
        || _secretKey.Read(command)?.Contains(character) is true;

    private static IPAddress? ParseAddress(ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens.SingleOrDefault()?.Value, out var address))
        {
            return address;
        }

        result.AddError("--bind needs an IP address: 127.0.0.1, or 0.0.0.0 for all of this machine.");
        return null;
    }

    private static void RequireNames(OptionResult result)
    {
        if (!result.Tokens.All(token => BucketStore.IsName(token.Value)))
        {
            result.AddError(
                "--bucket needs a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots.");
        }
    }
}
