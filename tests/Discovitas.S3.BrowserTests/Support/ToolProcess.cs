using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The tool with its web page and its embedded S3, as a process of its own, in a folder of its own.</summary>
internal sealed partial class ToolProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ToolProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Where its page is.</summary>
    internal string Url { get; private set; } = "";

    internal static async Task<ToolProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-tool-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Discovitas.S3.Tool.dll")])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var tool = new ToolProcess(Process.Start(start)!, folder);
        using var patience = new CancellationTokenSource(Patience);
        while (tool.Url.Length == 0)
        {
            var line = await tool._process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException(
                    $"The tool ended: {await tool._process.StandardError.ReadToEndAsync(patience.Token)}");
            tool.Url = PageUrl().Match(line).Value;
        }

        // What it says further must not fill the pipe.
        tool._process.BeginErrorReadLine();
        _ = tool._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return tool;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("http://localhost:[0-9]+")]
    private static partial Regex PageUrl();
}
