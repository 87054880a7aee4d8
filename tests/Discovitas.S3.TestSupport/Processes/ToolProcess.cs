using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Discovitas.S3.TestSupport.Processes;

/// <summary>The tool as a process of its own, in a folder of its own. The test's project refers to the tool.</summary>
public sealed partial class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ToolProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Where its page is, or its embedded S3.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The address of the console, with its key; empty if the tool does not serve an S3.</summary>
    public string Console { get; private set; } = "";

    /// <summary>Starts the tool and waits until it says where it serves.</summary>
    public static async Task<ToolProcess> StartAsync(IReadOnlyCollection<string> args)
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-tool-");
        var tool = new ToolProcess(Start(folder.FullName, args, []), folder);
        using var patience = new CancellationTokenSource(Patience);
        while (tool.Url.Length == 0)
        {
            tool.Url = Address().Match(await tool.ReadLineAsync(patience.Token)).Value;
        }

        while (args.Contains("serve") && tool.Console.Length == 0)
        {
            tool.Console = ConsoleAddress().Match(await tool.ReadLineAsync(patience.Token)).Value;
        }

        // What it says further must not fill the pipe.
        tool._process.BeginErrorReadLine();
        _ = tool._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return tool;
    }

    /// <summary>Runs the tool to its end, in a folder of the caller.</summary>
    public static async Task<ToolResult> RunAsync(
        string folder, IEnumerable<string> args, (string Name, string Value)[] environment)
    {
        using var process = Start(folder, args, environment);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException(
                $"The tool ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");

    /// <summary>Starts the tool and does not wait.</summary>
    public static Process Start(
        string folder, IEnumerable<string> args, (string Name, string Value)[] environment)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "Discovitas.S3.Tool.dll");
        var start = new ProcessStartInfo("dotnet", [tool, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    [GeneratedRegex("http://(localhost|127.0.0.1):[0-9]+")]
    private static partial Regex Address();

    [GeneratedRegex("http://[^ ]+/_console/#key=[0-9a-f]+")]
    private static partial Regex ConsoleAddress();
}
