using System.IO.Pipelines;

namespace Discovitas.S3.Local.Protocol;

/// <summary>The body of a response that is not sent yet.</summary>
internal abstract class S3ResponseBody : IDisposable
{
    /// <summary>Gets the length in bytes.</summary>
    internal abstract long Length { get; }

    internal abstract Task WriteToAsync(PipeWriter destination, CancellationToken cancellationToken);

    /// <summary>Reads the whole body into memory.</summary>
    internal async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var writer = PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true));
        await WriteToAsync(writer, cancellationToken).ConfigureAwait(false);
        await writer.CompleteAsync().ConfigureAwait(false);
        return bytes.ToArray();
    }

    public virtual void Dispose()
    {
    }
}
