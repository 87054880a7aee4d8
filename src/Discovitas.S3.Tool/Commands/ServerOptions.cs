using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Discovitas.S3.Tool.Serve;

namespace Discovitas.S3.Tool.Commands;

/// <summary>The options that <c>serve</c> and <c>env</c> share, because they describe the same server.</summary>
internal sealed partial class ServerOptions
{
    private readonly Option<int?> _port;
    private readonly Option<string[]> _bucket = new("--bucket")
    {
        Description = "A bucket that exists from the start; can be repeated. [default: local]",
        HelpName = "name",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _accessKey = SharedOptions.Text(
        "--access-key", "ID", "The ID of the access key.");
    private readonly Option<string?> _secretKey = SharedOptions.Text(
        "--secret-key", "secret", "The secret of the access key.");
    private readonly Option<string?> _region = SharedOptions.Text(
        "--region", "name", "The region for which requests are signed. [default: us-east-1]");

    private readonly Option<bool> _https = new("--https")
    {
        Description = "HTTPS, with the development certificate of .NET (dotnet dev-certs https).",
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
        foreach (var option in (Option[])[_port, _bucket, _accessKey, _secretKey, _region, _https])
        {
            command.Options.Add(option);
        }
    }

    internal ServeSettings Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(_port) ?? ServeSettings.DefaultPort,
        Buckets = parsed.GetValue(_bucket) is { Length: > 0 } names ? [.. names.Distinct()] : ["local"],
        AccessKey = parsed.GetValue(_accessKey),
        SecretKey = parsed.GetValue(_secretKey),
        Region = parsed.GetValue(_region),
        IsHttps = parsed.GetValue(_https),
    };

    private static void RequireNames(OptionResult result)
    {
        if (!result.Tokens.All(token => BucketName().IsMatch(token.Value)))
        {
            result.AddError(
                "--bucket needs a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots.");
        }
    }

    // Of what S3 forbids beyond this, the server knows more.
    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();
}
