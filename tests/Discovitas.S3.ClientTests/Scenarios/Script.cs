using System.Diagnostics;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>Clients of other languages, which a script in the folder Clients uses.</summary>
internal static class Script
{
    private static readonly Lazy<Task<string>> NpmClients =
        new(() => NpmFolder.MakeAsync(Path.Combine("Clients", "node"), "npm"));

    /// <summary>Returns boto3 of a Python.</summary>
    /// <param name="name">The name of the client.</param>
    /// <param name="python">The path of the Python.</param>
    /// <param name="version">How boto3's version begins. Others may show answers in another way.</param>
    internal static ForeignClient Python(string name, string? python, string version)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Clients", "boto3", "scenario.py");
        var isThere = Prints(python, version, "-c", "import boto3; print(boto3.__version__)");
        return new ForeignClient(
            name,
            isThere ? null : $"There is no boto3 {version} ({python ?? "no Python other than Debian's"}).",
            endpoint => RunAsync(endpoint, python!, script));
    }

    /// <summary>Returns whether a program is there, and what it prints begins with a text.</summary>
    internal static bool Prints(string? program, string start, params string[] arguments)
    {
        if (!File.Exists(program))
        {
            return false;
        }

        var how = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(how)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && output.StartsWith(start, StringComparison.Ordinal);
    }

    /// <summary>Returns a client of npm, which a module uses.</summary>
    internal static ForeignClient Node(string name, string module) => new(
        name,
        Programs.Node is null || Programs.Npm is null ? "There is no node with npm on the PATH." : null,
        async endpoint => await RunAsync(endpoint, Programs.Node!, Path.Combine(await NpmClients.Value, module)));

    /// <summary>Returns how to start a program with the variables that all AWS clients know.</summary>
    internal static ProcessStartInfo Start(Endpoint endpoint, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() };
        start.Environment["AWS_ACCESS_KEY_ID"] = endpoint.Settings.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = endpoint.Settings.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = endpoint.Settings.Region;
        start.Environment["AWS_REGION"] = endpoint.Settings.Region;

        if (endpoint.IsOlderThanChecksums)
        {
            start.Environment["AWS_REQUEST_CHECKSUM_CALCULATION"] = "when_required";
        }

        // No settings of the machine's user.
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        return start;
    }

    /// <summary>Runs a program to its end and returns its output; it must succeed.</summary>
    internal static async Task<string> RunAsync(Endpoint endpoint, string program, string script)
    {
        var result = await Programs.RunAsync(Start(endpoint, program, script, endpoint.Url, endpoint.Bucket));
        return result.Code == 0
            ? result.Output
            : throw new InvalidOperationException($"{script} ended with {result.Code}:\n{result.Output}{result.Error}");
    }
}
