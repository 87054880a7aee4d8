using System.Buffers.Binary;
using System.IO.Hashing;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>The checksum of a chunk as its bytes go by: CRC-32 of type and data (PNG, third edition, 5.4).</summary>
internal sealed class ChunkChecksum : Watcher
{
    private readonly Crc32 _checksum = new();
    private Watcher? _next;

    internal override void Append(ReadOnlySpan<byte> bytes)
    {
        _checksum.Append(bytes);
        _next?.Append(bytes);
    }

    /// <summary>Begins with a chunk's type.</summary>
    /// <param name="type">The four letters.</param>
    /// <param name="next">Who else sees the data.</param>
    internal void Begin(ReadOnlySpan<byte> type, Watcher? next = null)
    {
        _checksum.Reset();
        _checksum.Append(type);
        _next = next;
    }

    /// <summary>Tells whether the four bytes behind the data are their checksum.</summary>
    internal bool Is(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32BigEndian(bytes) == _checksum.GetCurrentHashAsUInt32();
}
