namespace Discovitas.S3.ContractTests.Support;

/// <summary>A stream as a socket is one: no length, no seeking; told how far it has been read, it may do something about it.</summary>
internal sealed class SourceStream(byte[] bytes, Action<int>? onRead = null) : Stream
{
    private const int PerRead = 64 * 1024;

    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        onRead?.Invoke(_position);
        var got = Math.Min(Math.Min(count, PerRead), bytes.Length - _position);
        bytes.AsSpan(_position, got).CopyTo(buffer.AsSpan(offset));
        _position += got;
        return got;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
