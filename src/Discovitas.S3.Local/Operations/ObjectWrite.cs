using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

/// <summary>What the operations that write bytes have in common.</summary>
internal static class ObjectWrite
{
    /// <summary>An ETag of bytes that came in one piece, in quotes.</summary>
    public static string ETag(byte[] md5) => $"\"{SigningKey.Hex(md5)}\"";

    /// <summary>The request's body, verified and staged.</summary>
    public static async Task<ReceivedBody> StageAsync(S3Exchange exchange, StagedFile data, ChecksumAlgorithm? algorithm = null)
    {
        var body = await exchange.Body.CopyToAsync(data.Stream, algorithm, exchange.Aborted).ConfigureAwait(false);
        return await StagedBytes.ChangeAsync(exchange, data.Stream, body).ConfigureAwait(false);
    }

    public static Task CommitAsync(S3Exchange exchange, ObjectMetadata metadata, StagedFile data) => exchange.Store.Objects.WriteAsync(
        exchange.Bucket, metadata, data, current => Preconditions.CheckWrite(exchange.Request, current), exchange.Aborted);

    /// <summary>Repeats the checksum that the request named, if it named one, as proof of what was received.</summary>
    public static bool WriteChecksum(HttpResponse response, ExpectedChecksums expected, ReceivedBody body)
    {
        if (expected.Algorithm is not { } algorithm || body.Checksum is not { } checksum)
        {
            return false;
        }

        response.Headers[algorithm.Header] = checksum.Value;
        return true;
    }
}
