namespace Discovitas.S3.Local.Tests.Support;

/// <summary>The system's clock with an offset.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    internal TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
