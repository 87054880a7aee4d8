namespace Discovitas.S3.Tool.Serve;

/// <summary>Writes environment variables in the language of a shell.</summary>
internal static class Shell
{
    // One left over from AWS would be sent along with the server's keys.
    private const string Token = "AWS_SESSION_TOKEN";

    internal static IReadOnlyDictionary<string, Func<(string Name, string Value)[], IEnumerable<string>>> All { get; } =
        new Dictionary<string, Func<(string Name, string Value)[], IEnumerable<string>>>
        {
            ["bash"] = variables => variables
                .Select(variable => $"export {variable.Name}='{Replace(variable.Value, "'", @"'\''")}'")
                .Append($"unset {Token}"),
            ["powershell"] = variables => variables
                .Select(variable => $"$env:{variable.Name} = '{Replace(variable.Value, "'", "''")}'")
                .Append($"Remove-Item Env:{Token} -ErrorAction Ignore"),
            ["cmd"] = variables => variables
                .Select(variable => $"set \"{variable.Name}={Replace(variable.Value, "%", "%%")}\"")
                .Append($"set \"{Token}=\""),
            ["fish"] = variables => variables
                .Select(variable =>
                    $"set -gx {variable.Name} '{Replace(Replace(variable.Value, @"\", @"\\"), "'", @"\'")}'")
                .Append($"set -e {Token}"),
        };

    internal static string OfPlatform => OperatingSystem.IsWindows() ? "powershell"
        : Path.GetFileName(Environment.GetEnvironmentVariable("SHELL")) == "fish" ? "fish"
        : "bash";

    private static string Replace(string text, string old, string by) =>
        text.Replace(old, by, StringComparison.Ordinal);
}
