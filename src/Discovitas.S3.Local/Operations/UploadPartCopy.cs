using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Copies a range of an object into a part.</summary>
internal sealed class UploadPartCopy : UploadOperation
{
    private protected override void Check(S3Exchange exchange) => UploadPart.Number(exchange);

    private protected override async Task<S3Response> RunAsync(S3Exchange exchange, UploadMetadata upload)
    {
        using var source = await CopySource.OpenAsync(exchange).ConfigureAwait(false);
        using var data = exchange.Store.Staging.Create();
        var body = await CopyAsync(exchange, source, data, upload).ConfigureAwait(false);
        var part = UploadPart.Describe(exchange, body);
        if (!await exchange.Store.Uploads.WritePartAsync(exchange.Bucket, upload.Id, part, data).ConfigureAwait(false))
        {
            throw NoSuchUpload(upload.Id);
        }

        var response = S3Response.FromXml(S3Xml.Element("CopyPartResult",
            S3Xml.Element("LastModified", HttpDate.ToXml(part.LastModified)),
            S3Xml.Element("ETag", part.ETag),
            ChecksumXml.Create(part.Checksum)));
        ObjectHeaders.WriteEncryptionTo(response.Headers, upload.Headers);
        return response;
    }

    private static async Task<ReceivedBody> CopyAsync(
        S3Exchange exchange, OpenObject source, StagedFile data, UploadMetadata upload)
    {
        var range = CopySource.Range(exchange.Request, source.Length);
        var algorithm = ChecksumAlgorithm.FromName(upload.ChecksumAlgorithm) ?? ChecksumAlgorithm.Default;
        using var hashes = new BodyHashes(withSha256: false, algorithm);
        await source.CopyToAsync(data.Stream, range, piece => hashes.Append(piece.Span), exchange.Aborted)
            .ConfigureAwait(false);
        var read = hashes.Finish(sha256: null, md5: null, checksum: null);
        return await StagedBytes.ChangeAsync(exchange, data.Stream, read).ConfigureAwait(false);
    }
}
