namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>Sees requests come and go.</summary>
internal sealed class Requests : IDisposable
{
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _ended = new(0);

    internal async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        _begun.Release();
        try
        {
            await next(http);
        }
        finally
        {
            _ended.Release();
        }
    }

    internal Task BegunAsync() => _begun.WaitAsync();

    internal Task EndedAsync() => _ended.WaitAsync();

    public void Dispose()
    {
        _begun.Dispose();
        _ended.Dispose();
    }
}
