namespace Discovitas.S3.Local.Faults;

/// <summary>The body is read at so many bytes a second.</summary>
internal sealed class SlowBody(int bytesPerSecond) : IFault
{
    public Task ApplyAsync(FaultyRequest request)
    {
        var http = request.Http.Request;
        http.Body = new SlowStream(http.Body, bytesPerSecond, request.WaitAsync);
        return request.CarryOutAsync();
    }
}
