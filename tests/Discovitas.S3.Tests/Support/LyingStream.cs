namespace Discovitas.S3.Tests.Support;

/// <summary>A seekable stream whose length is not what it gives.</summary>
internal sealed class LyingStream(byte[] bytes, long stated) : MemoryStream(bytes)
{
    public override long Length => stated;
}
