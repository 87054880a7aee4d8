using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Changes one byte of the body's data before anything checks it.</summary>
internal sealed class DamagedBody : IFault
{
    public Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        if (request.Request.Operation is S3Operation.PostObject)
        {
            // Only the reader of the form knows where its file begins.
            return request.CarryOutAsync(request.Context with
            {
                ReplaceFile = file => new DamagedStream(file, afterLine: false),
            });
        }

        var http = request.Http.Request;
        var payload = http.Headers["x-amz-content-sha256"].ToString();
        var isChunked = payload.StartsWith("STREAMING-", StringComparison.Ordinal);
        if (!isChunked || http.Headers["x-amz-decoded-content-length"] != "0")
        {
            // The data of a chunk begins after the line with its size. The framing is not damaged.
            http.Body = new DamagedStream(http.Body, afterLine: isChunked);
        }

        return request.CarryOutAsync(request.Context);
    }
}
