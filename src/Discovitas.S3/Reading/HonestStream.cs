using Discovitas.S3.Shared;

namespace Discovitas.S3.Reading;

/// <summary>
/// Reads a stream of the caller and compares what it says it has read with what it was asked for. A stream that returns
/// more would have bytes uploaded that it never wrote: those of whoever used the memory before.
/// </summary>
internal sealed class HonestStream(Stream source) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return (uint)count <= (uint)buffer.Length
            ? count
            : throw new UploadRejectedException(
                UploadRejectionReason.LengthMismatch,
                $"The stream was asked for at most {buffer.Length} bytes and says that it has read {count}. Nothing " +
                "is stored, because its bytes cannot be trusted. Correct its ReadAsync.",
                $"{buffer.Length} bytes",
                $"{count} bytes");
    }
}
