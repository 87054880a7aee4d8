using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Payload;

/// <summary>How a body is framed and signed, according to the x-amz-content-sha256 header.</summary>
/// <param name="Chunked">Whether the body is framed as aws-chunked.</param>
/// <param name="ChunksSigned">Whether each chunk is signed.</param>
/// <param name="HasTrailers">Whether trailers follow the last chunk.</param>
/// <param name="Sha256">The hex digest of the whole body, if the header has one.</param>
internal sealed record PayloadKind(bool Chunked, bool ChunksSigned, bool HasTrailers, string? Sha256)
{
    internal static PayloadKind Parse(string? payloadHash) => payloadHash switch
    {
        null or "UNSIGNED-PAYLOAD" => new(false, false, false, null),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new(true, false, true, null),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new(true, true, false, null),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new(true, true, true, null),
        { Length: 64 } when payloadHash.All(char.IsAsciiHexDigit) =>
            new(false, false, false, payloadHash.ToLowerInvariant()),
        _ when payloadHash.StartsWith("STREAMING-AWS4-ECDSA", StringComparison.Ordinal) =>
            throw new S3Exception(S3Error.NotImplemented),
        _ => throw new S3Exception(S3Error.InvalidArgument,
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, " +
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."),
    };
}
