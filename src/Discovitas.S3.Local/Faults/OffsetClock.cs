namespace Discovitas.S3.Local.Faults;

/// <summary>A clock that differs from its source by an offset.</summary>
internal sealed class OffsetClock(TimeProvider source, TimeSpan offset) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => source.LocalTimeZone;

    public override long TimestampFrequency => source.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => source.GetUtcNow() + offset;

    public override long GetTimestamp() => source.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        source.CreateTimer(callback, state, dueTime, period);
}
