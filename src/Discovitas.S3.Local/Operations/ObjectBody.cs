using System.IO.Pipelines;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>A response body with the bytes of an object, or a part of them.</summary>
internal sealed class ObjectBody(OpenObject source, long start, long length) : S3ResponseBody
{
    internal override long Length => length;

    internal override Task WriteToAsync(PipeWriter destination, CancellationToken cancellationToken) =>
        source.CopyToAsync(destination, start, length, cancellationToken);

    public override void Dispose()
    {
        source.Dispose();
        base.Dispose();
    }
}
