using System.Diagnostics;
using Discovitas.S3.Local;

namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>The embedded S3 in a process of its own, so that its memory is not counted as the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string serviceUrl)
    {
        _process = process;
        ServiceUrl = serviceUrl;
    }

    internal string ServiceUrl { get; }

    internal static async Task<ServerProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add("serve");
        var process = Process.Start(start)!;
        var serviceUrl = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The server's process ended before it served.");
        return new ServerProcess(process, serviceUrl);
    }

    /// <summary>Serves until standard input ends, which it does with the process that started this one.</summary>
    internal static async Task<int> ServeAsync()
    {
        await using var server = await LocalS3Server.StartAsync();
        Console.WriteLine(server.ServiceUrl);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
