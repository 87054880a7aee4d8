namespace Discovitas.S3.Reading;

/// <summary>Divides a stream into parts, from its current position. A stream of the caller is never disposed.</summary>
internal sealed class StreamPartReader : PartReader
{
    private readonly Stream _stream;
    private readonly HonestStream _source;
    private readonly byte[] _ahead = new byte[1];
    private readonly bool _ownsStream;
    private bool _hasAhead;

    internal StreamPartReader(Stream stream, PartPlan plan, bool ownsStream = false)
        : base(plan)
    {
        RequireReadable(stream);
        _stream = stream;
        _source = new HonestStream(stream);
        _ownsStream = ownsStream;
        KnownLength = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;
    }

    internal override long? KnownLength { get; }

    /// <summary>Gets what throws if the content has changed while it was read; null if it cannot change.</summary>
    internal Func<CancellationToken, ValueTask>? RequireUnchanged { get; init; }

    internal static void RequireReadable(Stream stream)
    {
        if (!stream.CanRead)
        {
            throw new ArgumentException(
                "The stream cannot be read: it is disposed, or open only for writing. Use one that is open for " +
                "reading.",
                nameof(stream));
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

    internal override ValueTask RequireUnchangedAsync(uint crc32, CancellationToken cancellationToken) =>
        RequireUnchanged?.Invoke(cancellationToken) ?? ValueTask.CompletedTask;

    protected override async ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken)
    {
        // One byte more than the stated length shows that it is wrong, before anything is sent.
        var capacity = KnownLength is { } stated ? Math.Min(size, stated - BytesRead + 1) : size;
        var buffer = new PartBuffer(capacity, Plan.SignsPayload, Plan.Memory);
        try
        {
            if (_hasAhead)
            {
                await buffer.AddAsync(_ahead[0], cancellationToken).ConfigureAwait(false);
            }

            // Only the byte after a full part shows whether the part is the last one.
            _hasAhead = await buffer.FillAsync(_source, cancellationToken).ConfigureAwait(false)
                && await _source.ReadAsync(_ahead, cancellationToken).ConfigureAwait(false) == 1;
            return new BufferedPart(number, isLast: !_hasAhead, buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
