using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The demo with its web page and its embedded S3, as a process of its own, in a folder of its own.</summary>
internal sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private bool _isEnded;

    private DemoProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Where its page is.</summary>
    internal string Url { get; private set; } = "";

    internal static async Task<DemoProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-demo-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Discovitas.S3.Tool.dll")])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var demo = new DemoProcess(Process.Start(start)!, folder);
        using var patience = new CancellationTokenSource(Patience);
        while (demo.Url.Length == 0)
        {
            var line = await demo._process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException($"The demo ended: {await demo._process.StandardError.ReadToEndAsync(patience.Token)}");
            demo.Url = PageUrl().Match(line).Value;
        }

        // What it says further must not fill the pipe.
        demo._process.BeginErrorReadLine();
        _ = demo._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return demo;
    }

    /// <summary>Ends it, as often as that is asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isEnded)
        {
            return;
        }

        _isEnded = true;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("http://localhost:[0-9]+")]
    private static partial Regex PageUrl();
}
