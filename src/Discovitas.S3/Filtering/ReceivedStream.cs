using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Filtering;

/// <summary>
/// The bytes as they are received, before a filter changes them. They must be as many as the content states, and no
/// more than the rules allow: what is stored can have any other length.
/// </summary>
internal sealed class ReceivedStream(ContentSource source, long maxSize) : ForwardStream
{
    private readonly HonestStream _content = new(source.Content);
    private long _received;

    // Most reads are completed at once: then nothing is awaited.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (source.KnownLength > maxSize)
        {
            throw UploadRules.TooLarge(maxSize, $"{source.KnownLength} bytes");
        }

        var reading = _content.ReadAsync(buffer[..Math.Min(buffer.Length, source.MostAtOnce)], cancellationToken);
        return reading.IsCompletedSuccessfully
            ? new(Count(reading.Result, buffer.IsEmpty))
            : CountAsync(reading, buffer.IsEmpty);
    }

    private async ValueTask<int> CountAsync(ValueTask<int> reading, bool isEmpty) =>
        Count(await reading.ConfigureAwait(false), isEmpty);

    private int Count(int count, bool isEmpty)
    {
        _received += count;
        if (_received > maxSize)
        {
            throw UploadRules.TooLarge(maxSize, $"more than {maxSize} bytes");
        }

        if (source.KnownLength is { } stated
            && (_received > stated || (count == 0 && !isEmpty && _received < stated)))
        {
            throw UploadRules.OtherLength(stated, count == 0 ? $"{_received} bytes" : "more");
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
