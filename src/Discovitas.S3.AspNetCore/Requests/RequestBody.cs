using Discovitas.S3.AspNetCore.Problems;
using Discovitas.S3.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>
/// The body of a request, streamed, and limited whatever limit the server has. A broken connection never looks like the
/// end of the body.
/// </summary>
internal sealed class RequestBody : ForwardStream
{
    private readonly Stream _body;
    private readonly long _limit;
    private long _read;

    private RequestBody(Stream body, long limit)
    {
        _body = body;
        _limit = limit;
    }

    /// <summary>
    /// Opens the body for <paramref name="limit"/> bytes. The server's own limit (30 MB by default) is replaced for
    /// this request.
    /// </summary>
    /// <exception cref="ProblemException">Content-Length is greater. Nothing has been read.</exception>
    internal static RequestBody Open(HttpContext http, long limit)
    {
        if (http.Request.ContentLength > limit)
        {
            throw TooLarge(limit, $"{http.Request.ContentLength} bytes");
        }

        // Routing has already applied a limit that the app set on the endpoint. The feature is missing where the server
        // has no limit, and read-only once the server has begun to read.
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit;
        }

        return new RequestBody(http.Request.Body, limit);
    }

    /// <exception cref="ClientGoneException">The connection broke.</exception>
    /// <exception cref="ProblemException">The body is longer than the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _read += count;
            return _read <= _limit ? count : throw TooLarge(_limit, $"more than {_limit} bytes");
        }
        catch (Exception failure) when (IsDisconnect(failure, cancellationToken))
        {
            throw new ClientGoneException(failure);
        }
    }

    // The server's own rejections are IOExceptions too, and an aborted connection is reported as a cancellation.
    private static bool IsDisconnect(Exception failure, CancellationToken cancellationToken) =>
        failure is IOException and not BadHttpRequestException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static ProblemException TooLarge(long limit, string found)
    {
        var detail = $"The request is too large: at most {limit} bytes are allowed, and this is {found}.";
        return new ProblemException(ProblemTable.TooLarge, detail) { Limit = $"{limit} bytes", Found = found };
    }
}
