using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class PutObjectTagging : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        await ObjectTags.ReplaceAsync(exchange, TagSet.Parse(document)).ConfigureAwait(false);
        return new S3Response();
    }
}
