using System.Diagnostics;

namespace Discovitas.S3.Tool;

/// <summary>Shows the progress of a transfer in the status line, if there is one, until it is disposed.</summary>
internal sealed class ProgressBar : IProgress<UploadProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Screen _screen;
    private readonly string _name;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Timer? _timer;
    private UploadProgress _latest = new() { BytesSent = 0 };

    internal ProgressBar(Screen screen, string name)
    {
        _screen = screen;
        _name = name;
        _timer = screen.HasStatus ? new Timer(_ => Draw(), null, TimeSpan.Zero, Interval) : null;
    }

    public void Report(UploadProgress value) => Volatile.Write(ref _latest, value);

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
            _screen.ClearStatus();
        }
    }

    private void Draw()
    {
        // Draws one at a time, or an older figure could overwrite a newer one.
        lock (_lock)
        {
            var line = new ProgressLine(_name, Volatile.Read(ref _latest), Stopwatch.GetElapsedTime(_start));
            _screen.Status(line.Fit(Screen.StatusColumns));
        }
    }
}
