using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Operations;

/// <summary>GetObject and HeadObject, which have the same response, with and without the bytes.</summary>
internal sealed class GetObject(bool withBody) : IOperation
{
    private const string Override = "response-";

    private static readonly string[] Overridable =
        ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var overrides = Overrides(exchange);
        var found = await exchange.Store.Objects
            .OpenAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false) ?? throw Missing(exchange);
        S3ResponseBody? body = null;
        try
        {
            var response = Respond(exchange, found, overrides);
            body = response.Body;
            return response;
        }
        finally
        {
            // A body needs the object until it is sent.
            if (body is null)
            {
                found.Dispose();
            }
        }
    }

    private S3Response Respond(S3Exchange exchange, OpenObject found, Dictionary<string, string> overrides)
    {
        var response = new S3Response();
        if (Preconditions.IsNotModified(exchange.Request, found.Metadata, exchange.Context.Now))
        {
            ObjectHeaders.WriteForCacheTo(response.Headers, found.Metadata.Headers);
            WriteValidators(response.Headers, found.Metadata);
            response.Status = StatusCodes.Status304NotModified;
            return response;
        }

        var part = RequestedPart.Find(exchange, found);
        var range = part?.Range ?? ByteRange.Parse(exchange.Request.Header("Range"), found.Length);
        var isWhole = part is null && (range is null || range.Value.Length == found.Length);
        WriteHeaders(exchange, response, found.Metadata, isWhole);
        part?.WriteTo(exchange.Request, response.Headers);
        ObjectHeaders.WriteTo(response.Headers, overrides);
        var (start, length) = range is { } named ? (named.Start, named.Length) : (0, found.Length);
        if (length > 0 && range is not null)
        {
            response.Status = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {start}-{start + length - 1}/{found.Length}";
        }

        response.Headers.ContentLength = length;
        response.Body = withBody ? new ObjectBody(found, start, length) : null;
        return response;
    }

    /// <summary>
    /// Creates the error for a missing object, which only callers who may list the bucket may learn about.
    /// </summary>
    private static S3Exception Missing(S3Exchange exchange) =>
        exchange.Caller.IsAnonymous ? new S3Exception(S3Error.AccessDenied) : exchange.NoSuchKey();

    private static Dictionary<string, string> Overrides(S3Exchange exchange)
    {
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Overridable)
        {
            if (exchange.Request.Query[Override + name] is { Length: > 0 } value)
            {
                overrides[name] = HeaderText.Checked(Override + name, value);
            }
        }

        return overrides.Count == 0 || !exchange.Caller.IsAnonymous
            ? overrides
            : throw new S3Exception(
                S3Error.InvalidRequest,
                "Request specific response headers cannot be used for anonymous GET requests.");
    }

    private static void WriteHeaders(S3Exchange exchange, S3Response response, ObjectMetadata metadata, bool isWhole)
    {
        var headers = response.Headers;
        ObjectHeaders.WriteTo(headers, metadata.Headers);
        ObjectHeaders.WriteEncryptionTo(headers, metadata.Headers);
        WriteValidators(headers, metadata);
        headers.AcceptRanges = "bytes";
        if (metadata.Tags.Count > 0)
        {
            headers["x-amz-tagging-count"] = $"{metadata.Tags.Count}";
        }

        // The checksum is that of the whole object, so a part of the object does not have it.
        if (isWhole
            && "ENABLED".Equals(exchange.Request.Header("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase))
        {
            ObjectWrite.WriteChecksum(headers, metadata.Checksum);
        }
    }

    private static void WriteValidators(IHeaderDictionary headers, ObjectMetadata metadata)
    {
        headers.ETag = metadata.ETag;
        headers.LastModified = HeaderUtilities.FormatDate(metadata.LastModified);
    }
}
