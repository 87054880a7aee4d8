using System.Text;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Sends bytes that are no HTTP response, or none, and closes the connection.</summary>
internal sealed class RawBytes(string bytes) : IFault
{
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes(bytes);

    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        return await request.Connection.CloseAsync(_bytes).ConfigureAwait(false);
    }
}
