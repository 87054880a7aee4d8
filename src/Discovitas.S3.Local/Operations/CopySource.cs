using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>The object from which a request copies.</summary>
internal static class CopySource
{
    private const string Header = "x-amz-copy-source";
    private const long LargestSource = 5L * 1024 * 1024 * 1024;
    private const string Prefix = Header + "-";

    /// <summary>Opens the source. Throws if it is missing, or does not meet the conditions of the request.</summary>
    internal static async Task<OpenObject> OpenAsync(S3Exchange exchange)
    {
        var (bucket, key) = Parse(exchange.Request);
        if (exchange.Caller.AccessKey is { } accessKey && !accessKey.MaySee(bucket))
        {
            throw new S3Exception(S3Error.AccessDenied);
        }

        if (!BucketStore.IsName(bucket) || !exchange.Store.Buckets.Exists(bucket))
        {
            throw new S3Exception(S3Error.NoSuchBucket, null, ("BucketName", bucket));
        }

        var source = await exchange.Store.Objects.OpenAsync(bucket, key, exchange.Aborted).ConfigureAwait(false)
            ?? throw new S3Exception(S3Error.NoSuchKey, null, ("Key", key));
        try
        {
            CheckSize(exchange.Request, source.Length);
            return Preconditions.IsNotModified(exchange.Request, source.Metadata, exchange.Context.Now, Prefix)
                ? throw Preconditions.Failed(Prefix + FailedCondition(exchange.Request))
                : source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static string FailedCondition(S3Request request) =>
        request.Header(Prefix + "If-None-Match") is null ? "If-Modified-Since" : "If-None-Match";

    internal static (string Bucket, string Key) Parse(S3Request request)
    {
        var parts = (request.Header(Header) ?? "").Split('?', 2);
        var names = PercentEncoding.Decode(parts[0]).TrimStart('/').Split('/', 2);
        if (names is [var bucket, { Length: > 0 } key])
        {
            if (parts.Length > 1)
            {
                ObjectVersion.CheckSource(parts[1], key);
            }

            return (bucket, key);
        }

        throw new S3Exception(
                S3Error.InvalidArgument,
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
                ("ArgumentName", Header),
                ("ArgumentValue", request.Header(Header) ?? ""));
    }

    /// <summary>Returns the bytes that the request names, or all.</summary>
    internal static ByteRange Range(S3Request request, long size)
    {
        if (request.Header(Header + "-range") is not { } text)
        {
            return new ByteRange(0, size);
        }

        // Unlike GetObject, UploadPartCopy accepts neither open ranges nor such that end beyond the source.
        if (text.EndsWith('-')
            || text.Contains("=-", StringComparison.Ordinal)
            || ByteRange.Parse(text, long.MaxValue) is not { } range)
        {
            throw InvalidRange(
                text,
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are " +
                "the zero-based offsets of the first and last bytes to copy");
        }

        return range.Start + range.Length <= size
            ? range
            : throw InvalidRange(text, $"Range specified is not valid for source object of size: {size}");
    }

    private static S3Exception InvalidRange(string text, string message) => new(
        S3Error.InvalidArgument, message, ("ArgumentName", Header + "-range"), ("ArgumentValue", text));

    /// <summary>Throws if more is to be copied than one request can.</summary>
    private static void CheckSize(S3Request request, long size)
    {
        if (size > LargestSource && request.Header(Header + "-range") is null)
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                "The specified copy source is larger than the maximum allowable size for a copy source: " +
                $"{LargestSource}");
        }
    }
}
