using System.Security.Cryptography;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// Verifies the signatures of a chunked body. Each covers its chunk and the previous signature; the first one covers
/// the signature of the request. See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
/// </summary>
internal sealed class ChunkSignatures(RequestSignature request, SigningKey key) : IDisposable
{
    private static readonly string HashOfNothing = SigningKey.Hash("");
    private readonly IncrementalHash _chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = request.Value;

    internal void Append(ReadOnlySpan<byte> data) => _chunk.AppendData(data);

    /// <summary>Throws if this is not the signature of the chunk that ends here.</summary>
    internal void EndChunk(string? signature) =>
        Check(signature, "AWS4-HMAC-SHA256-PAYLOAD", HashOfNothing, Convert.ToHexStringLower(_chunk.GetHashAndReset()));

    internal void EndTrailers(string? signature, string trailers) =>
        Check(signature, "AWS4-HMAC-SHA256-TRAILER", SigningKey.Hash(trailers));

    public void Dispose() => _chunk.Dispose();

    private void Check(string? signature, string algorithm, params string[] hashes)
    {
        string[] lines = [algorithm, request.Timestamp, request.Scope.Text, _previous, .. hashes];
        var expected = key.Sign(string.Join('\n', lines));
        if (!SigningKey.Matches(expected, signature ?? ""))
        {
            throw new S3Exception(S3Error.SignatureDoesNotMatch, null, ("SignatureProvided", signature ?? ""));
        }

        _previous = expected;
    }
}
