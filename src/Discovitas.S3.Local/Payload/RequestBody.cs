using System.IO.Pipelines;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// The body of a request. Reading it removes the framing and verifies length, payload hash, chunk signatures and
/// checksums. What was read is valid only if reading ends without an exception.
/// </summary>
internal sealed class RequestBody(HttpRequest http, S3Request request, Caller caller)
{
    private const long MaxBodySize = 5L * 1024 * 1024 * 1024;
    private const int MaxDocumentSize = 8 * 1024 * 1024;
    private const int BufferSize = 128 * 1024;

    private readonly PayloadKind _kind = PayloadKind.Parse(caller.Signature?.PayloadHash);

    internal ExpectedChecksums Expected { get; } = ExpectedChecksums.From(request);

    /// <summary>Copies the body and verifies it.</summary>
    /// <param name="destination">The destination, to be discarded on failure.</param>
    /// <param name="algorithm">The checksum to compute if the request names none.</param>
    /// <param name="cancellationToken">Cancels copying.</param>
    internal async Task<ReceivedBody> CopyToAsync(
        Stream destination, ChecksumAlgorithm? algorithm, CancellationToken cancellationToken)
    {
        using var hashes = new BodyHashes(_kind.Sha256 is not null, Expected.Algorithm ?? algorithm);
        if (!_kind.Chunked)
        {
            await CopyAsync(http.Body.ReadAsync, destination, hashes, cancellationToken).ConfigureAwait(false);
            return hashes.Finish(_kind.Sha256, Expected.Md5, Expected.Value);
        }

        using var signatures = _kind.ChunksSigned ? new ChunkSignatures(caller.Signature!, caller.Key!) : null;
        var source = PipeReader.Create(
            http.Body, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
        try
        {
            var reader = new AwsChunkedReader(source, signatures, _kind.HasTrailers);
            await CopyAsync(reader.ReadAsync, destination, hashes, cancellationToken).ConfigureAwait(false);
            return hashes.Finish(null, Expected.Md5, Expected.Value ?? Trailer(reader));
        }
        finally
        {
            await source.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads and verifies an XML document.</summary>
    internal async Task<byte[]> ReadDocumentAsync(CancellationToken cancellationToken)
    {
        if (DeclaredLength() > MaxDocumentSize)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        using var document = new MemoryStream();
        await CopyToAsync(document, algorithm: null, cancellationToken).ConfigureAwait(false);
        return document.ToArray();
    }

    /// <summary>Reads an XML document for an operation that requires a checksum.</summary>
    internal Task<byte[]> ReadVerifiedDocumentAsync(CancellationToken cancellationToken) =>
        Expected is { Md5: null, Algorithm: null }
            ? throw new S3Exception(
                S3Error.InvalidRequest, "Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
            : ReadDocumentAsync(cancellationToken);

    private long DeclaredLength()
    {
        var length = _kind.Chunked ? DecodedLength() : http.ContentLength;
        return length switch
        {
            null => throw new S3Exception(S3Error.MissingContentLength),
            > MaxBodySize => throw new S3Exception(
                S3Error.EntityTooLarge, null, ("ProposedSize", $"{length}"), ("MaxSizeAllowed", $"{MaxBodySize}")),
            _ => length.Value,
        };
    }

    private long? DecodedLength()
    {
        var header = request.Header("x-amz-decoded-content-length");
        return long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }

    private async Task CopyAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read,
        Stream destination,
        BodyHashes hashes,
        CancellationToken cancellationToken)
    {
        var left = DeclaredLength();
        var pieces = new BodyPieces(destination, hashes);
        await using var closing = pieces.ConfigureAwait(false);
        for (int count; (count = await read(pieces.Free, cancellationToken).ConfigureAwait(false)) > 0; left -= count)
        {
            if (count > left)
            {
                throw WrongLength();
            }

            await pieces.AdvanceAsync(count).ConfigureAwait(false);
        }

        if (left != 0)
        {
            throw WrongLength();
        }

        await pieces.CompleteAsync().ConfigureAwait(false);
    }

    private static S3Exception WrongLength() => new(
        S3Error.IncompleteBody,
        "You did not provide the number of bytes specified by the Content-Length HTTP header");

    private string? Trailer(AwsChunkedReader reader)
    {
        if (Expected.Algorithm is not { } algorithm)
        {
            return null;
        }

        return reader.Trailers.TryGetValue(algorithm.Header, out var value)
            ? ExpectedChecksums.Checked(algorithm, value)
            : throw new S3Exception(S3Error.MalformedTrailer);
    }
}
