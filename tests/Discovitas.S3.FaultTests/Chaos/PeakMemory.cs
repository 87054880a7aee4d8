namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>Watches how much memory the process takes.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _sampling;
    private long _peak;

    internal PeakMemory()
    {
        // A thread of its own: those of the pool may all be busy.
        _sampling = new Thread(Sample);
        _sampling.Start();
    }

    /// <returns>The peak in bytes.</returns>
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
        while (!_stop.Token.WaitHandle.WaitOne(10));
    }
}
