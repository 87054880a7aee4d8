namespace Discovitas.S3.Tool.Checks;

/// <summary>Counts requests and bytes, for every connection to the store.</summary>
internal sealed class Traffic
{
    private int _requests;
    private long _sent;

    internal int Requests => _requests;

    /// <summary>Gets the number of bytes in the bodies of all requests.</summary>
    internal long BytesSent => Interlocked.Read(ref _sent);

    internal void Add(HttpRequestMessage request)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _sent, request.Content?.Headers.ContentLength ?? 0);
    }
}
