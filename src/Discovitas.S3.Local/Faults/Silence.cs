using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Does nothing more after reading a part of the body.</summary>
internal sealed class Silence(long bodyBytes) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync(bodyBytes).ConfigureAwait(false);
        return await request.Connection.HoldAsync().ConfigureAwait(false);
    }
}
