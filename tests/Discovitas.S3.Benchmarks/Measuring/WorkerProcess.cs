using System.Diagnostics;
using System.Globalization;
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
        // As an app runs by default; this program itself does without, for the sake of the memory promise.
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "1" };
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
