namespace Discovitas.S3.Tool.Checks;

/// <summary>A clock that is ahead or behind.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
