using System.Buffers;
using System.IO.Pipelines;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// Removes the aws-chunked framing: a line <c>size;chunk-signature=…</c>, the data and a line end for every chunk, then
/// a chunk of size 0, the trailers and an empty line. Data is returned before the signature of its chunk is verified,
/// so the caller must discard everything on failure.
/// </summary>
internal sealed class AwsChunkedReader(PipeReader source, ChunkSignatures? signatures, bool hasTrailers)
{
    private const int LongestLine = 16 * 1024;
    private const int SmallestChunk = 8 * 1024;
    private long _left;
    private long _lastSize = SmallestChunk;
    private string? _signature;
    private bool _ended;

    /// <summary>Gets the trailers, which are known at the end of the data.</summary>
    internal Dictionary<string, string> Trailers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads data. Returns 0 at the end, when everything is verified.</summary>
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_left == 0 && !_ended)
        {
            await BeginChunkAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_ended)
        {
            return 0;
        }

        var read = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        var length = (int)Math.Min(Math.Min(read.Buffer.Length, buffer.Length), _left);
        if (length == 0)
        {
            throw new S3Exception(S3Error.IncompleteBody);
        }

        var data = read.Buffer.Slice(0, length);
        data.CopyTo(buffer.Span);
        source.AdvanceTo(data.End);
        signatures?.Append(buffer.Span[..length]);
        _left -= length;
        if (_left == 0)
        {
            await EndChunkAsync(cancellationToken).ConfigureAwait(false);
        }

        return length;
    }

    private async ValueTask BeginChunkAsync(CancellationToken cancellationToken)
    {
        const string Extension = "chunk-signature=";
        var parts = (await ReadLineAsync(cancellationToken).ConfigureAwait(false)).Split(';');
        if (!long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left)
            || _left < 0)
        {
            throw new S3Exception(S3Error.IncompleteBody, "The size of a chunk is not a hexadecimal number.");
        }

        var extension = Array.Find(parts, part => part.StartsWith(Extension, StringComparison.Ordinal));
        _signature = extension?[Extension.Length..];
        if (_left == 0)
        {
            signatures?.EndChunk(_signature);
            await ReadTrailersAsync(cancellationToken).ConfigureAwait(false);
            _ended = true;
        }
        else if (_lastSize < SmallestChunk)
        {
            throw new S3Exception(S3Error.InvalidChunkSize, null, ("BadChunkSize", $"{_lastSize}"));
        }

        _lastSize = _left;
    }

    private async ValueTask EndChunkAsync(CancellationToken cancellationToken)
    {
        if ((await ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0)
        {
            throw new S3Exception(S3Error.IncompleteBody, "A chunk is longer than the size before it.");
        }

        signatures?.EndChunk(_signature);
    }

    private async ValueTask ReadTrailersAsync(CancellationToken cancellationToken)
    {
        const string SignatureTrailer = "x-amz-trailer-signature";
        var signed = new StringBuilder();
        for (var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false); line.Length > 0;
            line = await ReadLineAsync(cancellationToken).ConfigureAwait(false))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !hasTrailers)
            {
                throw new S3Exception(S3Error.MalformedTrailer);
            }

            var (name, value) = (line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
            Trailers[name] = value;
            if (name != SignatureTrailer)
            {
                signed.Append(name).Append(':').Append(value).Append('\n');
            }
        }

        if (hasTrailers)
        {
            signatures?.EndTrailers(Trailers.GetValueOrDefault(SignatureTrailer), signed.ToString());
        }
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                source.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted || read.Buffer.Length > LongestLine)
            {
                throw new S3Exception(S3Error.IncompleteBody);
            }

            source.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
