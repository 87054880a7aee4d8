using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

/// <summary>GetObject and HeadObject: the same answer, with the bytes or without.</summary>
internal sealed class GetObject(bool withBody) : IOperation
{
    private const string Override = "response-";

    private static readonly string[] Overridable =
        ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

    public async Task RunAsync(S3Exchange exchange)
    {
        var overrides = Overrides(exchange);
        using var found = await exchange.Store.Objects.OpenAsync(exchange.Bucket, exchange.Key, exchange.Aborted).ConfigureAwait(false)
            ?? throw Missing(exchange);
        var response = exchange.Response;
        var notModified = Preconditions.IsNotModified(exchange.Request, found.Metadata);
        var range = notModified ? null : ByteRange.Parse(exchange.Request.Header("Range"), found.Length);
        WriteHeaders(exchange, found.Metadata, isWhole: range is null);
        if (notModified)
        {
            Answer.Empty(response, StatusCodes.Status304NotModified);
            return;
        }

        ObjectHeaders.WriteTo(response, overrides);
        var (start, length) = range is { } part ? (part.Start, part.Length) : (0, found.Length);
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {start}-{start + length - 1}/{found.Length}";
        }

        response.ContentLength = length;
        if (withBody)
        {
            await found.CopyToAsync(response.BodyWriter, start, length, exchange.Aborted).ConfigureAwait(false);
        }
    }

    /// <summary>Who may not list a bucket is not told what is not in it.</summary>
    private static S3Exception Missing(S3Exchange exchange) => exchange.Caller.IsAnonymous
        ? new S3Exception(S3Error.AccessDenied)
        : new S3Exception(S3Error.NoSuchKey, null, ("Key", exchange.Key));

    private static Dictionary<string, string> Overrides(S3Exchange exchange)
    {
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Overridable)
        {
            if (exchange.Request.Query[Override + name] is { } value)
            {
                overrides[name] = value;
            }
        }

        return overrides.Count == 0 || !exchange.Caller.IsAnonymous
            ? overrides
            : throw new S3Exception(S3Error.InvalidRequest, "Request specific response headers cannot be used for anonymous GET requests.");
    }

    private static void WriteHeaders(S3Exchange exchange, ObjectMetadata metadata, bool isWhole)
    {
        var response = exchange.Response;
        ObjectHeaders.WriteTo(response, metadata.Headers);
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = metadata.ETag;
        response.Headers.LastModified = HttpDate.Format(metadata.LastModified);
        if (metadata.Tags.Count > 0)
        {
            response.Headers["x-amz-tagging-count"] = $"{metadata.Tags.Count}";
        }

        // the checksum is of the whole object, so a part of it does not carry it
        if (isWhole && metadata.Checksum is { } checksum && exchange.Request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            response.Headers[ChecksumAlgorithm.ByName(checksum.Algorithm)!.Header] = checksum.Value;
            response.Headers["x-amz-checksum-type"] = checksum.Type;
        }
    }
}
