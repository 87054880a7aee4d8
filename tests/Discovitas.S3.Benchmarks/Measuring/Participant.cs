namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>One client in a comparison, and its runs. The first failure ends its part.</summary>
internal sealed class Participant(string client, WorkerProcess worker) : IDisposable
{
    private readonly List<Run> _runs = [];

    internal string Client => client;

    internal IReadOnlyList<Run> Runs => _runs;

    /// <summary>The exception's type, if a run failed.</summary>
    internal string? Error { get; private set; }

    internal async Task WarmUpAsync(TimeSpan time) => Error = (await worker.WarmUpAsync(time)).Error;

    internal async Task MeasureAsync(int uploads)
    {
        if (Error is null)
        {
            var run = await worker.MeasureAsync(uploads);
            Error = run.Error;
            _runs.Add(run);
        }
    }

    public override string ToString() =>
        $"{client}: {Error ?? $"{_runs[^1].Seconds:F3} s, {_runs[^1].CpuSeconds:F3} s of CPU"}";

    public void Dispose() => worker.Dispose();
}
