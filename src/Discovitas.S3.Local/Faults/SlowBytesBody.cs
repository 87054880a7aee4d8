using System.IO.Pipelines;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>A response body that is sent byte by byte, with a wait after each.</summary>
internal sealed class SlowBytesBody(byte[] bytes, Func<Task> wait) : S3ResponseBody
{
    internal override long Length => bytes.Length;

    internal override async Task WriteToAsync(PipeWriter destination, CancellationToken cancellationToken)
    {
        for (var position = 0; position < bytes.Length; position++)
        {
            await destination.WriteAsync(bytes.AsMemory(position, 1), cancellationToken).ConfigureAwait(false);
            await wait().ConfigureAwait(false);
        }
    }
}
