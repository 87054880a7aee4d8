using System.Text;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Faults;

/// <summary>200 with these characters instead of what was asked for.</summary>
internal sealed class FixedAnswer(string body) : IFault
{
    private readonly byte[] _body = Encoding.ASCII.GetBytes(body);

    public async Task ApplyAsync(FaultyRequest request)
    {
        await request.ReadBodyAsync().ConfigureAwait(false);
        var response = request.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentLength = _body.Length;
        await response.Body.WriteAsync(_body, request.Http.RequestAborted).ConfigureAwait(false);
    }
}
