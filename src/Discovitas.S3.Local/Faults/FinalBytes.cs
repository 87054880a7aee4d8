using System.Text;

namespace Discovitas.S3.Local.Faults;

/// <summary>These bytes, or none, where an answer should be, and the end of the connection.</summary>
internal sealed class FinalBytes(string bytes) : IFault
{
    private readonly byte[] _bytes = Encoding.ASCII.GetBytes(bytes);

    public async Task ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        await request.Connection.EndAsync(_bytes).ConfigureAwait(false);
    }
}
