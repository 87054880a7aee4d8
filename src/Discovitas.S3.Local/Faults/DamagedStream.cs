namespace Discovitas.S3.Local.Faults;

/// <summary>A body whose first byte is changed, or the first byte after its first line.</summary>
internal sealed class DamagedStream(Stream source, bool afterLine) : IncomingStream(source)
{
    private bool _waitsForLine = afterLine;
    private bool _isDone;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!_isDone)
        {
            Damage(buffer.Span[..count]);
        }

        return count;
    }

    private void Damage(Span<byte> bytes)
    {
        if (_waitsForLine)
        {
            var end = bytes.IndexOf((byte)'\n');
            _waitsForLine = end < 0;
            bytes = bytes[(end < 0 ? bytes.Length : end + 1)..];
        }

        if (!bytes.IsEmpty)
        {
            bytes[0] ^= 1;
            _isDone = true;
        }
    }
}
