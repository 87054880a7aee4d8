using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Finds the multipart upload that a request names.</summary>
internal static class Upload
{
    public const int MostParts = 10_000;

    public static async Task<UploadMetadata> OfAsync(S3Exchange exchange)
    {
        var id = exchange.Request.Query["uploadId"]!;
        return await exchange.Store.Uploads.FindAsync(exchange.Bucket, exchange.Key, id, exchange.Aborted).ConfigureAwait(false)
            ?? throw Missing(id);
    }

    public static S3Exception Missing(string id) => new(S3Error.NoSuchUpload, null, ("UploadId", id));
}
