using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Returns 200 with these bytes instead of carrying out the request.</summary>
internal sealed class FixedResponse(byte[] body) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        return new S3Response { Body = new BytesBody(body) };
    }
}
