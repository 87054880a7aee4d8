using System.IO.Pipelines;

namespace Discovitas.S3.Local.Protocol;

/// <summary>A response body in memory.</summary>
internal class BytesBody(ReadOnlyMemory<byte> bytes) : S3ResponseBody
{
    internal override long Length => bytes.Length;

    internal override Task WriteToAsync(PipeWriter destination, CancellationToken cancellationToken) =>
        destination.WriteAsync(bytes, cancellationToken).AsTask();
}
