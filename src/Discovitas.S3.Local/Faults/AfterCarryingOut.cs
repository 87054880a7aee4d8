using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Carries out the request, and replaces its response with another fault.</summary>
internal sealed class AfterCarryingOut(IFault fault) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        (await request.CarryOutAsync().ConfigureAwait(false)).Dispose();
        return await fault.ApplyAsync(request).ConfigureAwait(false);
    }
}
