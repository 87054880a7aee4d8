using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Sends the body of the response byte by byte. Delays a response without a body.</summary>
internal sealed class SlowResponse(TimeSpan delayPerByte) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        var response = await request.CarryOutAsync().ConfigureAwait(false);
        var bytes = await response.TakeBytesAsync(request.Http.RequestAborted).ConfigureAwait(false);
        if (bytes.Length == 0)
        {
            await request.WaitAsync(delayPerByte).ConfigureAwait(false);
            return response;
        }

        response.Body = new SlowBytesBody(bytes, () => request.WaitAsync(delayPerByte));
        return response;
    }
}
