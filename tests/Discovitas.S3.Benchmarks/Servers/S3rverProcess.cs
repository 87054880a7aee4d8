namespace Discovitas.S3.Benchmarks.Servers;

/// <summary>The npm package <c>s3rver</c>, with a folder of its own. It needs Node.js.</summary>
internal sealed class S3rverProcess : IDisposable
{
    private const string Key = "S3RVER";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private S3rverProcess(Process process, DirectoryInfo folder, Uri url)
    {
        (_process, _folder) = (process, folder);
        Target = new Target(url, "local", "us-east-1", Key, Key);
    }

    internal Target Target { get; }

    /// <summary>Starts it from the folder in which <c>npm install s3rver</c> was run.</summary>
    internal static async Task<S3rverProcess> StartAsync(string installed)
    {
        var folder = Directory.CreateTempSubdirectory("s3rver-");
        var program = Path.Combine(installed, "node_modules", "s3rver", "bin", "s3rver.js");

        // It does not verify signatures of version 4, and rejects them unless told to let them pass.
        string[] options =
        [
            "--silent", "--address", "127.0.0.1", "--port", "0", "--allow-mismatched-signatures",
            "--directory", folder.FullName, "--configure-bucket", "local",
        ];
        var process = Process.Start(new ProcessStartInfo("node", [program, .. options])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [.., var address]
                && Uri.TryCreate($"http://{address}", UriKind.Absolute, out var url))
            {
                return new S3rverProcess(process, folder, url);
            }
        }

        throw new InvalidOperationException($"{program} ended before it served.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
