using System.Security.Cryptography;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// The chain of signatures through a chunked body: each covers its chunk and the signature before it, the first the request's own.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
/// </summary>
internal sealed class ChunkSignatures(SignatureClaim claim, SigningKey key) : IDisposable
{
    private static readonly string HashOfNothing = SigningKey.Hash("");
    private readonly IncrementalHash _chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = claim.Signature;

    public void Append(ReadOnlySpan<byte> data) => _chunk.AppendData(data);

    /// <summary>Ends a chunk and compares its signature with the one that it came with.</summary>
    public void EndChunk(string? signature) =>
        Check(signature, "AWS4-HMAC-SHA256-PAYLOAD", HashOfNothing, SigningKey.Hex(_chunk.GetHashAndReset()));

    public void EndTrailers(string? signature, string trailers) =>
        Check(signature, "AWS4-HMAC-SHA256-TRAILER", SigningKey.Hash(trailers));

    public void Dispose() => _chunk.Dispose();

    private void Check(string? signature, string algorithm, params string[] hashes)
    {
        var expected = key.Sign(string.Join('\n', [algorithm, claim.Timestamp, claim.Scope.Text, _previous, .. hashes]));
        if (!SigningKey.Same(expected, signature ?? ""))
        {
            throw new S3Exception(S3Error.SignatureDoesNotMatch, null, ("SignatureProvided", signature ?? ""));
        }

        _previous = expected;
    }
}
