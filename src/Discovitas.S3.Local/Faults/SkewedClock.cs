using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Carries out the request with a wrong clock.</summary>
internal sealed class SkewedClock(TimeSpan offset) : IFault
{
    public Task<S3Response?> ApplyAsync(FaultyRequest request) =>
        request.CarryOutAsync(request.Context with { Clock = new OffsetClock(request.Context.Clock, offset) });
}
