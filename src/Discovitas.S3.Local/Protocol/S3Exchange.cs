using Discovitas.S3.Local.Faults;
using Discovitas.S3.Local.Forms;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Protocol;

/// <summary>One request that was understood and allowed, and all that its operation needs.</summary>
internal sealed class S3Exchange(HttpContext http, S3Request request, Caller caller, Circumstances circumstances, FolderStore store)
{
    public S3Request Request { get; } = request;

    public Caller Caller { get; } = caller;

    public LocalS3Options Options { get; } = circumstances.Options;

    /// <summary>Whether what is stored has a byte changed, on purpose.</summary>
    public bool DamagesStore { get; } = circumstances.DamagesStore;

    public FolderStore Store { get; } = store;

    public RequestBody Body { get; } = new(http.Request, request, caller);

    public HttpResponse Response { get; } = http.Response;

    public bool HasBody { get; } = http.Request.ContentLength > 0;

    /// <summary>The address that the client sees, without a slash at its end.</summary>
    public string BaseUrl { get; } = $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>Ends when the client goes away.</summary>
    public CancellationToken Aborted { get; } = http.RequestAborted;

    /// <summary>The request's body as a form, read up to its file.</summary>
    public Task<UploadForm> OpenFormAsync() => UploadForm.OpenAsync(http.Request, circumstances.DamagesFile, Aborted);

    public string Bucket => Request.Bucket;

    public string Key => Request.Key;

    /// <summary>Now, in whole seconds: HTTP tells times no finer, and conditions compare them.</summary>
    public DateTimeOffset Now()
    {
        var now = Options.TimeProvider.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
