namespace Discovitas.S3.Client;

/// <summary>
/// Follows the bytes of one attempt from the moment when the network has accepted them. Our own connections report what
/// the other side has received. Others do not: there, bytes in buffers get the time that a slow link takes for them.
/// </summary>
internal sealed class SentBytes
{
    // The most that Linux buffers by default (tcp(7), tcp_wmem), and the slowest link that is supported, in bytes per
    // second.
    private const long MaxBuffered = 4 * S3Settings.Mebibyte;
    private const long Floor = 8 * 1024;

    // What any network takes within the idle timeout.
    private const long Unnoticed = 64 * 1024;

    // A short idle timeout asks for a fast failure.
    private const int MostTimeouts = 16;

    private long _handedOver;
    private ulong? _received;

    /// <summary>Gets or sets the connection, once bytes are written to it.</summary>
    internal MeasuredConnection? Connection { get; set; }

    /// <summary>Notes how many bytes the network has accepted.</summary>
    internal void HandOver(long bytes)
    {
        _handedOver = bytes;
        _received = Connection?.Acknowledged();
    }

    /// <summary>Returns whether the other side has received bytes since this was called last.</summary>
    internal bool HaveMoved()
    {
        var before = _received;
        _received = Connection?.Acknowledged();
        return _received is not null && _received != before;
    }

    /// <summary>Returns how long the bytes in buffers may take on a connection that reports nothing.</summary>
    internal TimeSpan TimeInBuffers(TimeSpan idleTimeout)
    {
        if (_received is not null || idleTimeout == Timeout.InfiniteTimeSpan)
        {
            return TimeSpan.Zero;
        }

        var bytes = Math.Clamp(_handedOver - Unnoticed, 0, MaxBuffered);
        var time = TimeSpan.FromSeconds((double)bytes / Floor);
        var most = idleTimeout * MostTimeouts;
        return time < most ? time : most;
    }
}
