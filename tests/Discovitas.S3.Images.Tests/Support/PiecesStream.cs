namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A source that cannot seek and gives few bytes at once.</summary>
internal sealed class PiecesStream(byte[] bytes, int piece) : MemoryStream(bytes, writable: false)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span[..Math.Min(piece, buffer.Length)]));
}
