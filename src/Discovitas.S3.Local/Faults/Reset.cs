namespace Discovitas.S3.Local.Faults;

/// <summary>The connection is reset once so much of the body has been read.</summary>
internal sealed class Reset(long bodyBytes) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync(bodyBytes).ConfigureAwait(false);
        request.Connection.Reset();
    }
}
