using System.Net;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Delivery;

/// <summary>Streams a file from the store to a client.</summary>
internal sealed class FileStreaming(string keyOrUrl, S3StreamOptions options)
{
    // As much as one read of the store's connection usually returns.
    private const int BufferSize = 128 * 1024;

    internal async Task ExecuteAsync(HttpContext http)
    {
        var s3 = DeliveryStore.Get(http.RequestServices, options.Store);
        var key = DeliveryStore.RequireKey(s3, keyOrUrl);
        try
        {
            await (HttpMethods.IsHead(http.Request.Method) ? HeadAsync(http, s3, key) : GetAsync(http, s3, key))
                .ConfigureAwait(false);
        }
        catch (S3StoreException missing) when (missing.IsMissing && !http.Response.HasStarted)
        {
            throw DeliveryStore.NotFound(missing);
        }
        catch (S3StoreException failure)
            when (failure.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable && !http.Response.HasStarted)
        {
            const string Detail = "The range begins after the end of the file.";
            throw new ProblemException(ProblemTable.InvalidRange, Detail, failure)
            {
                FileSize = await SizeAsync(s3, key, http.RequestAborted).ConfigureAwait(false),
            };
        }
    }

    private async Task GetAsync(HttpContext http, S3Service s3, string key)
    {
        var file = await s3.OpenReadAsync(key, Conditions(http.Request), http.RequestAborted).ConfigureAwait(false);
        if (file is null)
        {
            await WriteNotModifiedAsync(http, s3, key).ConfigureAwait(false);
            return;
        }

        await using (file.ConfigureAwait(false))
        {
            WriteHeaders(http.Response, new FileHeaders(file));
            if (file.IsRange)
            {
                http.Response.StatusCode = StatusCodes.Status206PartialContent;
                http.Response.Headers.ContentRange =
                    new ContentRangeHeaderValue(file.Offset, file.Offset + file.Length - 1, file.Size).ToString();
            }

            http.Response.ContentLength = file.Length;
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await file.Content.CopyToAsync(http.Response.Body, BufferSize, http.RequestAborted).ConfigureAwait(false);
        }
    }

    // The client asks for a range that there is; the failure of the store does not tell it (RFC 9110, section 15.5.17).
    private static async Task<long?> SizeAsync(S3Service s3, string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await s3.GetMetadataAsync(key, cancellationToken).ConfigureAwait(false))?.Size;
        }
        catch (S3StoreException)
        {
            return null;
        }
    }

    private async Task HeadAsync(HttpContext http, S3Service s3, string key)
    {
        var file = await s3.GetMetadataAsync(key, http.RequestAborted).ConfigureAwait(false)
            ?? throw DeliveryStore.NotFound();
        var conditions = http.Request.GetTypedHeaders();
        var isKnown = conditions.IfNoneMatch.Count > 0
            ? conditions.IfNoneMatch.Any(tag => Matches(tag, file.ETag))
            : file.LastModified <= conditions.IfModifiedSince;
        if (isKnown)
        {
            WriteNotModified(http, file.ETag);
            return;
        }

        WriteHeaders(http.Response, new FileHeaders(file));
        http.Response.ContentLength = file.Size;
    }

    private static bool Matches(EntityTagHeaderValue tag, string etag) =>
        tag.Equals(EntityTagHeaderValue.Any)
        || (EntityTagHeaderValue.TryParse(etag, out var stored) && tag.Compare(stored, useStrongComparison: false));

    private static FileReadOptions Conditions(HttpRequest request) => new()
    {
        Range = request.Headers.Range,
        IfRange = request.Headers.IfRange,
        IfNoneMatch = request.Headers.IfNoneMatch,
        IfModifiedSince = request.GetTypedHeaders().IfModifiedSince,
    };

    // The client has named the one ETag that matched; or several, or a date, and the store is asked what matched.
    private async Task WriteNotModifiedAsync(HttpContext http, S3Service s3, string key)
    {
        if (http.Request.GetTypedHeaders().IfNoneMatch is [var only] && !only.Equals(EntityTagHeaderValue.Any))
        {
            WriteNotModified(http, only.Tag.ToString());
            return;
        }

        var file = await s3.GetMetadataAsync(key, http.RequestAborted).ConfigureAwait(false)
            ?? throw DeliveryStore.NotFound();
        WriteNotModified(http, file.ETag);
    }

    private void WriteNotModified(HttpContext http, string etag)
    {
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        http.Response.Headers.CacheControl = options.CacheControl;
        http.Response.Headers.ETag = etag;
    }

    private void WriteHeaders(HttpResponse response, FileHeaders file)
    {
        response.ContentType = file.ContentType.Length > 0 ? file.ContentType : "application/octet-stream";
        var headers = response.Headers;
        headers.ETag = file.ETag;
        headers.LastModified = HeaderUtilities.FormatDate(file.LastModified);
        headers.AcceptRanges = "bytes";
        headers.CacheControl = options.CacheControl;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentDisposition = options.DownloadName is { } name ? Attachment(name) : file.ContentDisposition;
    }

    private static string Attachment(string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..]);
        return disposition.ToString();
    }
}
