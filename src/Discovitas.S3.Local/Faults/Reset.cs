using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Resets the connection after reading a part of the body.</summary>
internal sealed class Reset(long bodyBytes) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync(bodyBytes).ConfigureAwait(false);
        request.Connection.Reset();
        return null;
    }
}
