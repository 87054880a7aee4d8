using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>An operation on a multipart upload that exists.</summary>
internal abstract class UploadOperation : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        Check(exchange);
        var id = exchange.Request.Query["uploadId"]!;
        if (await FindAsync(exchange, id).ConfigureAwait(false) is { } upload)
        {
            try
            {
                return await RunAsync(exchange, upload).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                // Another request has completed or aborted it at the same time. The body is read already.
                if (await FindAsync(exchange, id).ConfigureAwait(false) is null)
                {
                    throw NoSuchUpload(id);
                }

                throw;
            }
        }

        return await RunWithoutUploadAsync(exchange, id).ConfigureAwait(false);
    }

    private static Task<UploadMetadata?> FindAsync(S3Exchange exchange, string id) =>
        exchange.Store.Uploads.FindAsync(exchange.Bucket, exchange.Key, id, exchange.Aborted);

    /// <summary>Throws if the request is invalid, whatever the upload.</summary>
    private protected virtual void Check(S3Exchange exchange)
    {
    }

    /// <summary>Responds if the upload does not exist.</summary>
    private protected virtual Task<S3Response> RunWithoutUploadAsync(S3Exchange exchange, string id) =>
        throw NoSuchUpload(id);

    private protected abstract Task<S3Response> RunAsync(S3Exchange exchange, UploadMetadata upload);

    private protected static S3Exception NoSuchUpload(string id) =>
        new(S3Error.NoSuchUpload, null, ("UploadId", id));
}
