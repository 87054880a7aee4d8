namespace Discovitas.S3.Local.Faults;

/// <summary>A body that is read at a limited rate, in pieces of a tenth of a second.</summary>
internal sealed class SlowStream(Stream source, int bytesPerSecond, Func<TimeSpan, Task> wait) : IncomingStream(source)
{
    private readonly int _piece = Math.Max(1, bytesPerSecond / 10);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var piece = buffer[..Math.Min(buffer.Length, _piece)];
        var count = await base.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
        await wait(TimeSpan.FromSeconds((double)count / bytesPerSecond)).ConfigureAwait(false);
        return count;
    }
}
