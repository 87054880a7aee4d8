using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Local.Storage;

/// <summary>An object whose file is open: a write that comes later does not change what is read from here.</summary>
internal sealed class OpenObject(ObjectMetadata metadata, SafeFileHandle file) : IDisposable
{
    private const int BufferSize = 128 * 1024;

    public ObjectMetadata Metadata { get; } = metadata;

    /// <summary>What the file has; the truth, where somebody edited it by hand.</summary>
    public long Length { get; } = RandomAccess.GetLength(file);

    public async Task CopyToAsync(PipeWriter destination, long start, long length, CancellationToken cancellationToken)
    {
        for (var left = length; left > 0;)
        {
            var memory = destination.GetMemory(BufferSize);
            var count = await ReadAsync(memory, start + length - left, left, cancellationToken).ConfigureAwait(false);
            destination.Advance(count);
            await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
            left -= count;
        }
    }

    /// <summary>Copies everything, showing each piece to the observer as well.</summary>
    public async Task CopyToAsync(Stream destination, Action<ReadOnlyMemory<byte>> observer, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long position = 0; position < Length;)
            {
                var count = await ReadAsync(buffer, position, Length - position, cancellationToken).ConfigureAwait(false);
                observer(buffer.AsMemory(0, count));
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                position += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => file.Dispose();

    private async ValueTask<int> ReadAsync(Memory<byte> memory, long position, long left, CancellationToken cancellationToken)
    {
        var wanted = memory[..(int)Math.Min(memory.Length, left)];
        var count = await RandomAccess.ReadAsync(file, wanted, position, cancellationToken).ConfigureAwait(false);
        return count > 0 ? count : throw new EndOfStreamException("The object's file was cut while it was read.");
    }
}
