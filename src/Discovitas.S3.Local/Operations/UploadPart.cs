using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class UploadPart : UploadOperation
{
    private const int MaxNumber = 10_000;

    private protected override async Task<S3Response> RunAsync(S3Exchange exchange, UploadMetadata upload)
    {
        CheckAlgorithm(exchange, upload);
        using var data = exchange.Store.Staging.Create();
        var algorithm = ChecksumAlgorithm.FromName(upload.ChecksumAlgorithm);
        var body = await ObjectWrite.StageAsync(exchange, data, algorithm).ConfigureAwait(false);
        var part = Describe(exchange, body);
        if (!await exchange.Store.Uploads.WritePartAsync(exchange.Bucket, upload.Id, part, data).ConfigureAwait(false))
        {
            throw NoSuchUpload(upload.Id);
        }

        var response = new S3Response();
        response.Headers.ETag = part.ETag;
        ObjectWrite.WriteChecksum(response.Headers, part.Checksum, withType: false);
        ObjectHeaders.WriteEncryptionTo(response.Headers, upload.Headers);
        return response;
    }

    private protected override void Check(S3Exchange exchange) => Number(exchange);

    internal static PartMetadata Describe(S3Exchange exchange, ReceivedBody body) => new()
    {
        Number = Number(exchange),
        Size = body.Length,
        ETag = ObjectWrite.ETag(body.Md5),
        LastModified = exchange.Now(),
        Checksum = body.Checksum,
        File = Guid.NewGuid().ToString("N"),
    };

    internal static int Number(S3Exchange exchange)
    {
        var text = exchange.Request.Query["partNumber"];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= MaxNumber
                ? number
                : throw new S3Exception(
                    S3Error.InvalidArgument, $"Part number must be an integer between 1 and {MaxNumber}, inclusive",
                    ("ArgumentName", "partNumber"), ("ArgumentValue", text ?? ""));
    }

    private static void CheckAlgorithm(S3Exchange exchange, UploadMetadata upload)
    {
        var actual = exchange.Body.Expected.Algorithm?.Name;
        if (upload.ChecksumAlgorithm is { } expected && actual is not null && actual != expected)
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                $"Checksum Type mismatch occurred, expected checksum Type: {expected}, actual checksum Type: {actual}");
        }
    }
}
