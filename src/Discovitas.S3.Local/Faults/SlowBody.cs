using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Reads the body at a limited rate.</summary>
internal sealed class SlowBody(int bytesPerSecond) : IFault
{
    public Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        var http = request.Http.Request;
        http.Body = new SlowStream(http.Body, bytesPerSecond, request.WaitAsync);
        return request.CarryOutAsync(request.Context);
    }
}
