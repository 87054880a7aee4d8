using System.Buffers;
using System.IO.Pipelines;
using Discovitas.S3.Local.Protocol;
using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Local.Storage;

/// <summary>An object whose file is open. A later write does not change what is read from it.</summary>
internal sealed class OpenObject(ObjectMetadata metadata, SafeFileHandle file) : IDisposable
{
    private const int BufferSize = 128 * 1024;

    internal ObjectMetadata Metadata { get; } = metadata;

    /// <summary>Gets the length of the file, which differs from the metadata if somebody has edited the file.</summary>
    internal long Length { get; } = RandomAccess.GetLength(file);

    /// <summary>Copies a part of the bytes.</summary>
    internal async Task CopyToAsync(
        PipeWriter destination, long start, long length, CancellationToken cancellationToken)
    {
        for (var left = length; left > 0;)
        {
            var memory = destination.GetMemory(BufferSize);
            var piece = memory[..(int)Math.Min(memory.Length, left)];
            var count = await ReadAsync(piece, start + length - left, cancellationToken).ConfigureAwait(false);
            destination.Advance(count);
            await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
            left -= count;
        }
    }

    /// <summary>Copies a range of the bytes, and passes each piece to the observer too.</summary>
    internal async Task CopyToAsync(
        Stream destination,
        ByteRange range,
        Action<ReadOnlyMemory<byte>> observer,
        CancellationToken cancellationToken)
    {
        var end = range.Start + range.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var position = range.Start; position < end;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - position));
                var count = await ReadAsync(piece, position, cancellationToken).ConfigureAwait(false);
                observer(piece[..count]);
                await destination.WriteAsync(piece[..count], cancellationToken).ConfigureAwait(false);
                position += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => file.Dispose();

    private async ValueTask<int> ReadAsync(Memory<byte> piece, long position, CancellationToken cancellationToken)
    {
        var count = await RandomAccess.ReadAsync(file, piece, position, cancellationToken).ConfigureAwait(false);
        return count > 0 ? count : throw new EndOfStreamException("The object's file was cut while it was read.");
    }
}
