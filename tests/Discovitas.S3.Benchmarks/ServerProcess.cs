using Discovitas.S3.Local;

namespace Discovitas.S3.Benchmarks;

/// <summary>The embedded S3 in a process of its own, so that what it uses is not counted as the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string serviceUrl)
    {
        var local = new LocalS3Options();
        _process = process;
        Target = new Target(
            new Uri(serviceUrl), local.Bucket, local.Region, local.AccessKeyId, local.SecretAccessKey);
    }

    /// <summary>Gets where it is.</summary>
    internal Target Target { get; }

    /// <summary>Gets the memory that the process takes.</summary>
    internal long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it, on a temporary folder if none is given.</summary>
    internal static async Task<ServerProcess> StartAsync(string? folder = null)
    {
        var (process, serviceUrl) = await OwnProgram.StartServerAsync(folder is null ? ["serve"] : ["serve", folder]);
        return new ServerProcess(process, serviceUrl);
    }

    /// <summary>Serves until standard input ends, which it does with the process that started this one.</summary>
    internal static async Task<int> ServeAsync(string? folder = null)
    {
        await using var server = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder });
        Console.WriteLine(server.ServiceUrl);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose() => OwnProgram.End(_process);
}
