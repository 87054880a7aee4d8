using System.Diagnostics;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The programs of this machine that the tests run. They install none.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome");

    internal static string? Node { get; } = Find("node");

    internal static string? Npm { get; } = Find("npm");

    /// <summary>Why no test can run here; null where all can.</summary>
    internal static string? Missing { get; } = (Chromium, Node, Npm) switch
    {
        (null, _, _) => "There is no Chromium on the PATH (chromium, chromium-browser or google-chrome).",
        (_, null, _) or (_, _, null) => "There is no node with npm on the PATH: the tests bundle Uppy with it.",
        _ => null,
    };

    /// <summary>Runs a program to its end in a folder.</summary>
    internal static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Patience}.");
        }

        if (process.ExitCode != 0)
        {
            var command = $"{program} {string.Join(' ', arguments)}";
            throw new InvalidOperationException(
                $"{command} ended with {process.ExitCode}:\n{await output}{await errors}");
        }
    }

    private static string? Find(params string[] names)
    {
        string[] suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var paths = from name in names
                    from folder in folders
                    from suffix in suffixes
                    select Path.Combine(folder, name + suffix);
        return paths.FirstOrDefault(File.Exists);
    }
}
