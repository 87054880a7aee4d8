using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>A parsed and authorized request, with everything that its operation needs.</summary>
internal sealed class S3Exchange(HttpContext http, S3Request request, Caller caller, RequestContext context)
{
    internal S3Request Request { get; } = request;

    internal Caller Caller { get; } = caller;

    internal RequestContext Context { get; } = context;

    internal required LocalS3Options Options { get; init; }

    internal required FolderStore Store { get; init; }

    /// <summary>
    /// Gets the ACL that the headers set; <see langword="null"/> for the owner's full control.
    /// </summary>
    internal Grant[]? Acl { get; init; }

    internal RequestBody Body { get; } = new(http.Request, request, caller);

    /// <summary>Gets the HTTP request, for a body that is a form.</summary>
    internal HttpRequest Http { get; } = http.Request;

    internal bool HasBody { get; } = http.Request.ContentLength > 0;

    /// <summary>Gets the address that the client sees, without a trailing slash.</summary>
    internal string BaseUrl { get; } = $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>Gets the token that is canceled when the client disconnects.</summary>
    internal CancellationToken Aborted { get; } = http.RequestAborted;

    internal string Bucket => Request.Bucket;

    internal string Key => Request.Key;

    /// <summary>
    /// Returns the time in whole seconds, because HTTP dates have no fractions and conditions compare them.
    /// </summary>
    internal DateTimeOffset Now()
    {
        var now = Context.Now;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>Creates the error for an object that does not exist.</summary>
    internal S3Exception NoSuchKey() => new(S3Error.NoSuchKey, null, ("Key", Key));
}
