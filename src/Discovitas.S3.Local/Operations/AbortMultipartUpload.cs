using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class AbortMultipartUpload : UploadOperation
{
    private protected override Task<S3Response> RunAsync(S3Exchange exchange, UploadMetadata upload)
    {
        exchange.Store.Uploads.Delete(exchange.Bucket, upload.Id);
        return Task.FromResult(new S3Response(StatusCodes.Status204NoContent));
    }
}
