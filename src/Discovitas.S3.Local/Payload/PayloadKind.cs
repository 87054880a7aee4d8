using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Payload;

/// <summary>How a body is framed and covered by the signature, as x-amz-content-sha256 says.</summary>
/// <param name="Chunked">Whether the body is framed in aws-chunked.</param>
/// <param name="ChunksSigned">Whether each chunk carries a signature.</param>
/// <param name="HasTrailers">Whether headers follow the last chunk.</param>
/// <param name="Sha256">The hex digest of the whole body, where one is given.</param>
internal sealed record PayloadKind(bool Chunked, bool ChunksSigned, bool HasTrailers, string? Sha256)
{
    public static PayloadKind Parse(string? payloadHash) => payloadHash switch
    {
        null or "UNSIGNED-PAYLOAD" => new(false, false, false, null),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new(true, false, true, null),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new(true, true, false, null),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new(true, true, true, null),
        { Length: 64 } when payloadHash.All(char.IsAsciiHexDigit) => new(false, false, false, payloadHash.ToLowerInvariant()),
        _ when payloadHash.StartsWith("STREAMING-AWS4-ECDSA", StringComparison.Ordinal) => throw new S3Exception(S3Error.NotImplemented),
        _ => throw new S3Exception(S3Error.InvalidArgument,
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."),
    };
}
