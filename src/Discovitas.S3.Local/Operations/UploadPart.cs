using System.Globalization;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class UploadPart : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var number = Number(exchange.Request.Query["partNumber"]);
        var upload = await Upload.OfAsync(exchange).ConfigureAwait(false);
        CheckAlgorithm(exchange, upload);
        using var data = exchange.Store.Staging.Create();
        var algorithm = ChecksumAlgorithm.ByName(upload.ChecksumAlgorithm);
        var body = await ObjectWrite.StageAsync(exchange, data, algorithm).ConfigureAwait(false);
        var part = new PartMetadata
        {
            Number = number,
            Size = body.Length,
            ETag = ObjectWrite.ETag(body.Md5),
            LastModified = exchange.Now(),
            Checksum = body.Checksum,
            File = Guid.NewGuid().ToString("N"),
        };
        if (!await exchange.Store.Uploads.WritePartAsync(exchange.Bucket, upload.Id, part, data).ConfigureAwait(false))
        {
            throw Upload.Missing(upload.Id);
        }

        exchange.Response.Headers.ETag = part.ETag;
        ObjectWrite.WriteChecksum(exchange.Response, exchange.Body.Expected, body);
        ObjectHeaders.WriteEncryptionTo(exchange.Response, upload.Headers);
        Answer.Empty(exchange.Response);
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Upload.MostParts
            ? number
            : throw new S3Exception(S3Error.InvalidArgument, $"Part number must be an integer between 1 and {Upload.MostParts}, inclusive",
                ("ArgumentName", "partNumber"), ("ArgumentValue", text ?? ""));

    private static void CheckAlgorithm(S3Exchange exchange, UploadMetadata upload)
    {
        var given = exchange.Body.Expected.Algorithm?.Name;
        if (upload.ChecksumAlgorithm is { } expected && given is not null && given != expected)
        {
            throw new S3Exception(S3Error.InvalidRequest, $"Checksum Type mismatch occurred, expected checksum Type: {expected}, actual checksum Type: {given}");
        }
    }
}
