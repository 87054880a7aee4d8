namespace Discovitas.S3.TestSupport.Clocks;

/// <summary>A clock that goes, but wrong.</summary>
public sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    /// <summary>Gets or sets how far it is ahead of the right time.</summary>
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
