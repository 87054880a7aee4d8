namespace Discovitas.S3.Tests.Support;

/// <summary>A stream that says that it has read more bytes than it was asked for, or fewer than none.</summary>
internal sealed class BoastfulStream(int excess) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => excess < 0 ? excess : buffer.Length + excess;
}
