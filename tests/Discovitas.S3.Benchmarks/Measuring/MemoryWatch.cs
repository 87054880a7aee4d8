namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>Watches how much memory the process takes.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _sampling;
    private long _peak;

    internal MemoryWatch()
    {
        // A thread of its own: those of the pool may all be busy.
        _sampling = new Thread(Sample);
        _sampling.Start();
    }

    /// <summary>Stops watching and returns the peak in bytes.</summary>
    internal long Stop()
    {
        _stop.Cancel();
        _sampling.Join();
        return _peak;
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private void Sample()
    {
        do
        {
            _peak = Math.Max(_peak, Environment.WorkingSet);
        }
        while (!_stop.Token.WaitHandle.WaitOne(SampleTime));
    }
}
