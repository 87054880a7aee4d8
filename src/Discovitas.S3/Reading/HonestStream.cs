using Discovitas.S3.Shared;

namespace Discovitas.S3.Reading;

/// <summary>
/// Reads a stream of the caller and compares what it says it has read with what it was asked for. A stream that returns
/// more would have bytes uploaded that it never wrote: those of whoever used the memory before.
/// </summary>
internal sealed class HonestStream(Stream source) : ForwardStream
{
    // Most reads are completed at once: then nothing is awaited.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = source.ReadAsync(buffer, cancellationToken);
        return reading.IsCompletedSuccessfully
            ? new(Checked(reading.Result, buffer.Length))
            : CheckAsync(reading, buffer.Length);
    }

    private static async ValueTask<int> CheckAsync(ValueTask<int> reading, int most) =>
        Checked(await reading.ConfigureAwait(false), most);

    private static int Checked(int count, int most) => (uint)count <= (uint)most
        ? count
        : throw new UploadRejectedException(
            UploadRejectionReason.LengthMismatch,
            $"The stream was asked for at most {most} bytes and says that it has read {count}. Nothing is stored, "
            + "because its bytes cannot be trusted. Correct its ReadAsync.",
            $"{most} bytes",
            $"{count} bytes");
}
