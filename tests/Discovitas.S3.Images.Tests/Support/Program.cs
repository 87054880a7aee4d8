using System.Diagnostics;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Runs a program of this machine.</summary>
internal static class Program
{
    /// <summary>Returns which programs are not there, as a reason to skip a test; null if all are.</summary>
    internal static string? MissingOf(params string[] names)
    {
        var missing = names.Where(name => !IsInstalled(name)).ToArray();
        return missing.Length == 0 ? null : $"Not installed: {string.Join(", ", missing)}. .ci/run installs them.";
    }

    /// <summary>Returns what the program writes. It must succeed.</summary>
    internal static async Task<string> RunAsync(string name, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "{0} {1}: {2}", name, string.Join(' ', arguments), await errors);
        return output;
    }

    private static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, name)));
}
