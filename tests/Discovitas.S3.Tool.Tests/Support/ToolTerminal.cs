using System.Diagnostics;

namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>The tool on a terminal of its own, of a given width.</summary>
internal static class ToolTerminal
{
    /// <summary>Runs a command on a terminal (util-linux).</summary>
    internal const string Program = "/usr/bin/script";

    /// <summary>Runs the tool to its end and returns all that the terminal received.</summary>
    internal static async Task<string> RunAsync(string folder, int columns, string args, string environment)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "Discovitas.S3.Tool.dll");
        var command = $"stty cols {columns} rows 40; {environment} TERM=xterm-256color dotnet '{tool}' {args}";
        var start = new ProcessStartInfo(Program, ["--quiet", "--return", "--command", command, "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            return await process.StandardOutput.ReadToEndAsync(patience.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
