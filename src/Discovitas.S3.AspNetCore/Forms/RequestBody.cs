using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The body of a request as it comes, bounded whatever the server does. A connection that breaks never looks like the end of the body.
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

    /// <summary>Opens it for so many bytes, and no fewer: a server's own limit (30 MB by default) is lifted for this request.</summary>
    /// <exception cref="RefusedException">More bytes are announced; none has been read.</exception>
    internal static RequestBody Open(HttpContext http, long limit)
    {
        if (http.Request.ContentLength > limit)
        {
            throw TooLarge(limit, $"{http.Request.ContentLength} bytes");
        }

        // What the app says of its own endpoint, routing has applied already. A server may have no limit, or begin to read on its own.
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null
            && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit;
        }

        return new RequestBody(http.Request.Body, limit);
    }

    /// <exception cref="ClientGoneException">The connection broke.</exception>
    /// <exception cref="RefusedException">More came than may.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _read += count;
            return _read <= _limit ? count : throw TooLarge(_limit, $"more than {_limit} bytes");
        }
        catch (Exception broken) when (IsBreak(broken, cancellationToken))
        {
            throw new ClientGoneException(broken);
        }
    }

    // The server's own refusals are IOExceptions as well, and an aborted connection counts as a cancellation.
    private static bool IsBreak(Exception failure, CancellationToken cancellationToken) =>
        failure is IOException and not BadHttpRequestException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static RefusedException TooLarge(long limit, string found) =>
        new(ProblemTable.TooLarge, $"The request is too large: at most {limit} bytes are allowed, and this is {found}.") { Limit = $"{limit} bytes", Found = found };
}
