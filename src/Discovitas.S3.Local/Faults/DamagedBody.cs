
namespace Discovitas.S3.Local.Faults;

/// <summary>A byte of the body's data is changed on the way in.</summary>
internal sealed class DamagedBody : IFault
{
    public Task ApplyAsync(FaultyRequest request)
    {
        if (request.Request.Operation is S3Operation.PostObject)
        {
            // only who reads the form knows where its file begins
            return request.CarryOutAsync(request.Usual with { ReplaceFile = file => new DamagedStream(file, afterLine: false) });
        }

        var http = request.Http.Request;
        var isChunked = http.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING-", StringComparison.Ordinal);
        if (!isChunked || http.Headers["x-amz-decoded-content-length"] != "0")
        {
            // a chunk's data begins after the line with its size: damage is to the data, not to the framing
            http.Body = new DamagedStream(http.Body, afterLine: isChunked);
        }

        return request.CarryOutAsync();
    }
}
