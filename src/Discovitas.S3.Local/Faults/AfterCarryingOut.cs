using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Faults;

/// <summary>The request is carried out, but instead of its answer there is another fault.</summary>
internal sealed class AfterCarryingOut(IFault fault) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        await HeldAnswer.DivertAsync(request, Stream.Null).ConfigureAwait(false);
        request.Http.Response.Clear();
        Answer.Sign(request.Http.Response, request.Usual.Now);
        await fault.ApplyAsync(request).ConfigureAwait(false);
    }
}
