using System.Text;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Returns 200 with this text instead of carrying out the request.</summary>
internal sealed class FixedResponse(string body) : IFault
{
    private readonly byte[] _body = Encoding.ASCII.GetBytes(body);

    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        return new S3Response { Body = new BytesBody(_body) };
    }
}
