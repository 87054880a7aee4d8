using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class DeleteObjectTagging : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        await ObjectTags.ReplaceAsync(exchange, []).ConfigureAwait(false);
        return new S3Response(StatusCodes.Status204NoContent);
    }
}
