using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Carries out the request later.</summary>
internal sealed class Delay(TimeSpan delay) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.WaitAsync(delay).ConfigureAwait(false);
        return await request.CarryOutAsync().ConfigureAwait(false);
    }
}
