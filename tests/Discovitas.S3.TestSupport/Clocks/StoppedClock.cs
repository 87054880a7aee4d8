namespace Discovitas.S3.TestSupport.Clocks;

/// <summary>A clock that stands at a time of day. Its timestamps go on.</summary>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>Gets or sets the time that it shows.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
