using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Returns a document that configures the bucket, as it was put.</summary>
internal sealed class GetBucketDocument(BucketDocument kind) : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var stored = await exchange.Store.Documents
            .FindAsync(exchange.Bucket, kind.File, exchange.Aborted)
            .ConfigureAwait(false);
        var document = stored
            ?? (kind.Default is { } text ? Encoding.UTF8.GetBytes(text) : null)
            ?? throw new S3Exception(kind.Missing, null, ("BucketName", exchange.Bucket));
        var response = new S3Response { Body = new BytesBody(document) };
        response.Headers.ContentType = kind.ContentType;
        return response;
    }
}
