using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Faults;

/// <summary>The answer of a request that is carried out, kept back: its status and headers are the response's, its body is here, in memory.</summary>
internal sealed class HeldAnswer(FaultyRequest request, byte[] body)
{
    public HttpResponse Response => request.Http.Response;

    public byte[] Body { get; private set; } = body;

    /// <summary>Whether HTTP lets this answer have a body at all.</summary>
    public bool MayHaveBody => !HttpMethods.IsHead(request.Http.Request.Method)
        && Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);

    public static async Task<HeldAnswer> OfAsync(FaultyRequest request)
    {
        using var kept = new MemoryStream();
        await DivertAsync(request, kept).ConfigureAwait(false);
        return new HeldAnswer(request, kept.ToArray());
    }

    /// <summary>Carries the request out with the answer's body going elsewhere, so that the response does not start.</summary>
    public static async Task DivertAsync(FaultyRequest request, Stream destination)
    {
        var features = request.Http.Features;
        var client = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(destination));
        try
        {
            await request.CarryOutAsync().ConfigureAwait(false);
        }
        finally
        {
            features.Set(client);
        }
    }

    public void Replace(byte[] changed)
    {
        Body = changed;
        Response.ContentLength = changed.Length;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> piece)
    {
        await Response.Body.WriteAsync(piece, request.Http.RequestAborted).ConfigureAwait(false);
        await Response.Body.FlushAsync(request.Http.RequestAborted).ConfigureAwait(false);
    }
}
