namespace Discovitas.S3.Local.Faults;

/// <summary>The request is carried out later.</summary>
internal sealed class Delay(TimeSpan time) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        await request.WaitAsync(time).ConfigureAwait(false);
        await request.CarryOutAsync().ConfigureAwait(false);
    }
}
