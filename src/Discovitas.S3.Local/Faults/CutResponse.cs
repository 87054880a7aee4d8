using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Sends less than the response announces.</summary>
internal sealed class CutResponse : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        var response = await request.CarryOutAsync().ConfigureAwait(false);
        if (!MayHaveBody(request.Http, response))
        {
            response.Dispose();
            var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} Cut\r\nETa");
            return await request.Connection.CloseAsync(Encoding.ASCII.GetBytes(head)).ConfigureAwait(false);
        }

        // Kestrel closes the connection if it gets fewer bytes than announced.
        var bytes = await response.TakeBytesAsync(request.Http.RequestAborted).ConfigureAwait(false);
        response.Headers.ContentLength = Math.Max(1, bytes.Length);
        response.Body = new BytesBody(bytes.AsMemory(0, bytes.Length / 2));
        return response;
    }

    private static bool MayHaveBody(HttpContext http, S3Response response) =>
        !HttpMethods.IsHead(http.Request.Method)
        && response.Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
}
