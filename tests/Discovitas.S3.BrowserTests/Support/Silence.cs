using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>No answer, until the client gives up.</summary>
internal sealed class Silence : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        Task.Delay(Timeout.Infinite, httpContext.RequestAborted)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
