using System.Diagnostics;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>Clients of other languages, which a script in the folder Clients uses.</summary>
internal static class Script
{
    private static readonly Lazy<Task<string>> NpmClients =
        new(() => NpmFolder.MakeAsync(Path.Combine("Clients", "node"), "npm"));

    /// <summary>Returns boto3 of a Python.</summary>
    internal static ForeignClient Python(string name, string? python)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Clients", "boto3", "scenario.py");
        var missing = python is not null && File.Exists(python) && HasBoto3(python)
            ? null
            : $"There is no Python with the package boto3 ({python ?? "other than Debian's"}).";
        return new ForeignClient(name, missing, endpoint => RunAsync(endpoint, python!, script));
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

    private static bool HasBoto3(string python)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import boto3"])
        {
            RedirectStandardError = true,
        })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
