using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Finds the multipart upload that a request names.</summary>
internal static class UploadLookup
{
    internal static async Task<UploadMetadata> GetAsync(S3Exchange exchange)
    {
        var id = exchange.Request.Query["uploadId"]!;
        var upload = await exchange.Store.Uploads
            .FindAsync(exchange.Bucket, exchange.Key, id, exchange.Aborted)
            .ConfigureAwait(false);
        return upload ?? throw NoSuchUpload(id);
    }

    internal static S3Exception NoSuchUpload(string id) => new(S3Error.NoSuchUpload, null, ("UploadId", id));
}
