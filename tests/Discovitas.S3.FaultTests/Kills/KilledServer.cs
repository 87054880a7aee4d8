using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.FaultTests.Kills;

/// <summary>The embedded S3 in a process of its own, to be killed.</summary>
internal sealed class KilledServer : IDisposable
{
    private readonly Process _process;
    private volatile bool _isKilled;

    private KilledServer(Process process, string url)
    {
        _process = process;
        var options = new LocalS3Options();
        S3 = new AmazonS3Client(
            new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = url,
                ForcePathStyle = true,
                AuthenticationRegion = options.Region,
                MaxErrorRetry = 0,
            });
    }

    internal AmazonS3Client S3 { get; }

    /// <summary>Gets whether requests may fail, because the server is being killed.</summary>
    internal bool IsKilled => _isKilled;

    internal static async Task<KilledServer> StartAsync(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Discovitas.S3.FaultTests.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var url = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The server ended before it served.");
        return new KilledServer(process, url);
    }

    /// <summary>Serves until standard input ends, which it does with the process that started this one.</summary>
    internal static async Task<int> ServeAsync(string folder)
    {
        await using var server = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder });
        Console.WriteLine(server.ServiceUrl);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Kills the process at once, on Linux by SIGKILL.</summary>
    internal void Kill()
    {
        _isKilled = true;
        _process.Kill();
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        S3.Dispose();
    }
}
