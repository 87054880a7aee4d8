using System.Diagnostics;

namespace Discovitas.S3.TestSupport.Processes;

/// <summary>The programs of this machine that the tests run. They install none.</summary>
public static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome");

    public static string? Node { get; } = Find("node");

    public static string? Npm { get; } = Find("npm");

    /// <summary>Why no test can run here; null where all can.</summary>
    public static string? Missing { get; } = (Chromium, Node, Npm) switch
    {
        (null, _, _) => "There is no Chromium on the PATH (chromium, chromium-browser or google-chrome).",
        (_, null, _) or (_, _, null) => "There is no node with npm on the PATH: the tests bundle Uppy with it.",
        _ => null,
    };

    /// <summary>Runs a program to its end in a folder, and returns what it wrote to its standard output.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var result = await RunAsync(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder });
        return result.Code == 0
            ? result.Output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {result.Code}:\n{result.Output}{result.Error}");
    }

    /// <summary>Runs a program to its end, however it ends.</summary>
    public static async Task<ToolResult> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
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
            throw new TimeoutException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} took longer than {Patience}.");
        }

        return new ToolResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Returns the paths of all programs of these names on the PATH, each once, in its order.</summary>
    public static IEnumerable<string> FindAll(params string[] names)
    {
        string[] suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var paths = from name in names
                    from folder in folders
                    from suffix in suffixes
                    select Path.Combine(folder, name + suffix);
        return paths.Where(File.Exists).Distinct();
    }

    private static string? Find(params string[] names) => FindAll(names).FirstOrDefault();
}
