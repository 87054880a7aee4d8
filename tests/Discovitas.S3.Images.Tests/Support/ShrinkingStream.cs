namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A file that says to be longer than it is when it is read.</summary>
internal sealed class ShrinkingStream(byte[] bytes, long stated) : MemoryStream(bytes, writable: false)
{
    public override long Length => stated;
}
