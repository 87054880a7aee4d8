using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Stores a document that configures the bucket.</summary>
/// <param name="kind">The kind of the document.</param>
/// <param name="complete">Checks the document, and returns what is stored.</param>
/// <param name="status">The status of the response.</param>
internal sealed class PutBucketDocument(
    BucketDocument kind, Func<byte[], byte[]> complete, int status = StatusCodes.Status200OK) : IOperation
{
    /// <summary>Stores an XML document with this root as it is.</summary>
    internal PutBucketDocument(BucketDocument kind, string root)
        : this(kind, document => S3Xml.ToBytes(S3Xml.Parse(document, root)))
    {
    }

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadVerifiedDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        await exchange.Store.Documents
            .WriteAsync(exchange.Bucket, kind.File, complete(document))
            .ConfigureAwait(false);
        return new S3Response(status);
    }
}
