using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

internal sealed class AbortMultipartUpload : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var upload = await Upload.OfAsync(exchange).ConfigureAwait(false);
        exchange.Store.Uploads.Remove(exchange.Bucket, upload.Id);
        Answer.Empty(exchange.Response, StatusCodes.Status204NoContent);
    }
}
