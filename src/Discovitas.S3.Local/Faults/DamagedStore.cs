namespace Discovitas.S3.Local.Faults;

/// <summary>What is stored has a byte changed.</summary>
internal sealed class DamagedStore : IFault
{
    public Task ApplyAsync(FaultyRequest request) => request.CarryOutAsync(request.Usual with { DamagesStore = true });
}
