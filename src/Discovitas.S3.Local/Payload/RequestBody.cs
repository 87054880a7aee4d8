using System.Buffers;
using System.Globalization;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// A request's body: unframed, and held against its length, payload hash, chunk signatures and checksums while it streams past.
/// What is read counts only when the reading has ended without an exception.
/// </summary>
internal sealed class RequestBody(HttpRequest http, S3Request request, Caller caller)
{
    private const int BufferSize = 128 * 1024;
    private const long LargestBody = 5L * 1024 * 1024 * 1024;
    private const int LargestDocument = 8 * 1024 * 1024;
    private readonly PayloadKind _kind = PayloadKind.Parse(caller.Claim?.PayloadHash);

    public ExpectedChecksums Expected { get; } = ExpectedChecksums.Of(request);

    /// <summary>Copies the body and verifies it.</summary>
    /// <param name="destination">Where it goes; worthless on failure.</param>
    /// <param name="algorithm">A checksum to compute where the request names none itself.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public async Task<ReceivedBody> CopyToAsync(Stream destination, ChecksumAlgorithm? algorithm, CancellationToken cancellationToken)
    {
        var length = DeclaredLength();
        using var hashes = new BodyHashes(_kind.Sha256 is not null, Expected.Algorithm ?? algorithm);
        if (!_kind.Chunked)
        {
            await PumpAsync(http.Body.ReadAsync, destination, hashes, length, cancellationToken).ConfigureAwait(false);
            return hashes.Finish(_kind.Sha256, Expected.Md5, Expected.Value);
        }

        using var signatures = _kind.ChunksSigned ? new ChunkSignatures(caller.Claim!, caller.Key!) : null;
        var reader = new AwsChunkedReader(http.BodyReader, signatures, _kind.HasTrailers);
        await PumpAsync(reader.ReadAsync, destination, hashes, length, cancellationToken).ConfigureAwait(false);
        return hashes.Finish(null, Expected.Md5, Expected.Value ?? Trailer(reader));
    }

    /// <summary>The whole body in memory, verified: for the XML documents that some operations take.</summary>
    public async Task<byte[]> ReadDocumentAsync(CancellationToken cancellationToken)
    {
        if (DeclaredLength() > LargestDocument)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        using var document = new MemoryStream();
        await CopyToAsync(document, algorithm: null, cancellationToken).ConfigureAwait(false);
        return document.ToArray();
    }

    /// <summary>The same for operations that S3 carries out only on a document which comes with a checksum.</summary>
    public Task<byte[]> ReadProvenDocumentAsync(CancellationToken cancellationToken) => Expected is { Md5: null, Algorithm: null }
        ? throw new S3Exception(S3Error.InvalidRequest, "Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
        : ReadDocumentAsync(cancellationToken);

    private long DeclaredLength()
    {
        var length = _kind.Chunked
            ? long.TryParse(request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var decoded)
                ? decoded : null
            : http.ContentLength;
        return length switch
        {
            null => throw new S3Exception(S3Error.MissingContentLength),
            > LargestBody => throw new S3Exception(S3Error.EntityTooLarge, null, ("ProposedSize", $"{length}"), ("MaxSizeAllowed", $"{LargestBody}")),
            _ => length.Value,
        };
    }

    private static async Task PumpAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read, Stream destination, BodyHashes hashes, long length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var left = length;
            for (int count; (count = await read(buffer, cancellationToken).ConfigureAwait(false)) > 0; left -= count)
            {
                if (count > left)
                {
                    throw new S3Exception(S3Error.IncompleteBody, "More bytes came than were announced.");
                }

                hashes.Append(buffer.AsSpan(0, count));
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            if (left != 0)
            {
                throw new S3Exception(S3Error.IncompleteBody, "Fewer bytes came than were announced.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

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
