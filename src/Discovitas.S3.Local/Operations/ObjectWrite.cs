using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>What the operations that write bytes have in common.</summary>
internal static class ObjectWrite
{
    /// <summary>An ETag of bytes that came in one piece, in quotes.</summary>
    public static string ETag(byte[] md5) => $"\"{SigningKey.Hex(md5)}\"";

    public static Task CommitAsync(S3Exchange exchange, ObjectMetadata metadata, StagedFile data) => exchange.Store.Objects.WriteAsync(
        exchange.Bucket, metadata, data, current => Preconditions.CheckWrite(exchange.Request, current), exchange.Aborted);

    /// <summary>Repeats the checksum that the request named, as proof of what was received.</summary>
    public static void WriteChecksum(S3Exchange exchange, ReceivedBody body)
    {
        if (exchange.Body.Expected.Algorithm is { } algorithm && body.Checksum is { } checksum)
        {
            exchange.Response.Headers[algorithm.Header] = checksum.Value;
        }
    }
}
