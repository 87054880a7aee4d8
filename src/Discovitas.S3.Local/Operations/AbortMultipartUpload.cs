using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

internal sealed class AbortMultipartUpload : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var upload = await UploadLookup.GetAsync(exchange).ConfigureAwait(false);
        exchange.Store.Uploads.Delete(exchange.Bucket, upload.Id);
        return new S3Response(StatusCodes.Status204NoContent);
    }
}
