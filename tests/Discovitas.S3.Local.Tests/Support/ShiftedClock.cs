namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A clock that goes, but wrong.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
