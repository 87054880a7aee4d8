using System.Text.Json;

namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>A worker, seen from the one who gives it work.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="job">What it is for.</param>
    /// <param name="certificateFile">What it trusts over https.</param>
    internal WorkerProcess(Job job, string? certificateFile)
    {
        // All code is compiled once, at its best, the framework's too. By tiers it would be compiled again for minutes,
        // and a client of more code would have more of that counted as its uploads' time and memory.
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_TieredCompilation"] = "0",
            ["DOTNET_ReadyToRun"] = "0",
        };
        if (certificateFile is not null)
        {
            environment["SSL_CERT_FILE"] = certificateFile;
        }

        _process = OwnProgram.Start(["work", JsonSerializer.Serialize(job, Messages.Default.Job)], environment);
    }

    internal Task<Run> WarmUpAsync(TimeSpan time) => AskAsync("warm", (int)time.TotalMilliseconds);

    internal Task<Run> MeasureAsync(int uploads) => AskAsync("run", uploads);

    public void Dispose() => OwnProgram.End(_process);

    private async Task<Run> AskAsync(string what, int count)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {count}"));
        return await _process.StandardOutput.ReadLineAsync() is { } line
            ? JsonSerializer.Deserialize(line, Messages.Default.Run)!
            : Run.Failed(new InvalidOperationException("The worker ended."));
    }
}
