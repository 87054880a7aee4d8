namespace Discovitas.S3.Local.Faults;

/// <summary>Once so much of the body has been read, nothing happens any more.</summary>
internal sealed class Silence(long bodyBytes) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync(bodyBytes).ConfigureAwait(false);
        await request.Connection.HoldAsync().ConfigureAwait(false);
    }
}
