namespace Discovitas.S3.Reading;

/// <summary>
/// Parts of a stream, from where it stands. A caller's stream is never disposed; one that this library opened is.
/// </summary>
internal sealed class StreamPartReader : PartReader
{
    private readonly Stream _stream;
    private readonly byte[] _ahead = new byte[1];
    private readonly bool _ownsStream;
    private bool _hasAhead;

    internal StreamPartReader(Stream stream, PartPlan plan, bool ownsStream = false)
        : base(plan)
    {
        RequireReadable(stream);
        _stream = stream;
        _ownsStream = ownsStream;
        KnownLength = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;
    }

    internal override long? KnownLength { get; }

    internal static void RequireReadable(Stream stream)
    {
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream cannot be read: it is disposed, or open for writing only. Give " +
                "one that is open for reading.", nameof(stream));
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    protected override async ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken)
    {
        // One byte more than promised is enough to see that the promise was wrong, before anything is sent.
        var capacity = KnownLength is { } promised ? Math.Min(size, promised - BytesRead + 1) : size;
        var buffer = new PartBuffer(capacity, Plan.SignsPayload);
        try
        {
            if (_hasAhead)
            {
                buffer.Add(_ahead[0]);
            }

            // Whether a full part is the last one shows only in the byte after it.
            _hasAhead = await buffer.FillAsync(_stream, cancellationToken).ConfigureAwait(false)
                && await _stream.ReadAsync(_ahead, cancellationToken).ConfigureAwait(false) == 1;
            return new BufferedPart(number, isLast: !_hasAhead, buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
