namespace Discovitas.S3.Local.Faults;

/// <summary>The server's clock is off for this request.</summary>
internal sealed class SkewedClock(TimeSpan offset) : IFault
{
    public Task ApplyAsync(FaultyRequest request) =>
        request.CarryOutAsync(request.Usual with { Clock = new OffsetClock(request.Usual.Clock, offset) });
}
