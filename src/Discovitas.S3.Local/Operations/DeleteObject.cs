using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Deletes an object. Succeeds if it does not exist, unless the request has a condition.</summary>
internal sealed class DeleteObject : IOperation
{
    private static readonly string[] OfDirectoryBuckets =
        ["x-amz-if-match-last-modified-time", "x-amz-if-match-size"];

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        if (Array.Find(OfDirectoryBuckets, name => exchange.Request.Header(name) is not null) is { } header)
        {
            throw new S3Exception(S3Error.NotImplemented, null, ("Header", header));
        }

        var response = new S3Response(StatusCodes.Status204NoContent);
        if (!ObjectVersion.IsCurrent(exchange.Request))
        {
            response.Headers["x-amz-version-id"] = exchange.Request.Query["versionId"];
            return response;
        }

        await DeleteAsync(exchange, exchange.Key, exchange.Request.Header("If-Match")).ConfigureAwait(false);
        return response;
    }

    /// <summary>Deletes an object if it has the ETag.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="key">The key.</param>
    /// <param name="condition">
    /// The ETag; <c>*</c> for any object, or <see langword="null"/> to succeed without an object too.
    /// </param>
    internal static async Task DeleteAsync(S3Exchange exchange, string key, string? condition)
    {
        var isMissing = true;
        await exchange.Store.Objects
            .DeleteAsync(exchange.Bucket, key, Check, exchange.Aborted)
            .ConfigureAwait(false);
        if (isMissing && condition is not null)
        {
            throw new S3Exception(S3Error.NoSuchKey, null, ("Key", key));
        }

        bool Check(ObjectMetadata found)
        {
            isMissing = false;
            return condition is null or "*" || condition.Trim('"') == found.ETag.Trim('"')
                ? true
                : throw Preconditions.Failed("If-Match");
        }
    }
}
