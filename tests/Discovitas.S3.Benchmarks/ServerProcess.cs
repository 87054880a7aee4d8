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

    internal static async Task<ServerProcess> StartAsync()
    {
        var (process, serviceUrl) = await OwnProgram.StartServerAsync(["serve"]);
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

    public void Dispose() => OwnProgram.End(_process);
}
