using Discovitas.S3.Local.Forms;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

/// <summary>A parsed and authorized request, with everything that its operation needs.</summary>
internal sealed class S3Exchange(HttpContext http, S3Request request, Caller caller, RequestContext context)
{
    public S3Request Request { get; } = request;

    public Caller Caller { get; } = caller;

    public RequestContext Context { get; } = context;

    public required LocalS3Options Options { get; init; }

    public required FolderStore Store { get; init; }

    public RequestBody Body { get; } = new(http.Request, request, caller);

    public HttpResponse Response { get; } = http.Response;

    public bool HasBody { get; } = http.Request.ContentLength > 0;

    /// <summary>The address that the client sees, without a trailing slash.</summary>
    public string BaseUrl { get; } = $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>Canceled when the client disconnects.</summary>
    public CancellationToken Aborted { get; } = http.RequestAborted;

    /// <summary>Reads the request's body as a form, up to its file.</summary>
    public Task<UploadForm> OpenFormAsync() => UploadForm.OpenAsync(http.Request, Context.ReplaceFile, Aborted);

    public string Bucket => Request.Bucket;

    public string Key => Request.Key;

    /// <summary>Gets the time in whole seconds. HTTP dates have no fractions, and conditions compare them.</summary>
    public DateTimeOffset Now()
    {
        var now = Context.Now;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
