using System.Security.Cryptography;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Filtering;

/// <summary>A stream that tells afterwards whether another one had the same bytes.</summary>
/// <param name="content">What is read. It is disposed with this stream.</param>
internal sealed class HashedStream(Stream content) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Gets whether the bytes that were read from both streams are the same.</summary>
    internal bool HasSameBytes(HashedStream other) =>
        _hash.GetCurrentHash().AsSpan().SequenceEqual(other._hash.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _hash.AppendData(buffer.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
