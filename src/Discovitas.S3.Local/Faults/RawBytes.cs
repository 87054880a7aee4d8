using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Sends bytes that are no HTTP response, or none, and closes the connection.</summary>
internal sealed class RawBytes(byte[] bytes) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        return await request.Connection.CloseAsync(bytes).ConfigureAwait(false);
    }
}
