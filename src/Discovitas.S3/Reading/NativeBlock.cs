using System.Buffers;

namespace Discovitas.S3.Reading;

/// <summary>
/// Memory from outside the garbage collector, which returns to the system as soon as it is freed. Arrays of this size
/// would stay in the process until a collection of the oldest generation, and in the pool even after that. A block
/// that is left behind, because a stream may still write to it, is freed once nothing refers to it.
/// </summary>
internal sealed unsafe class NativeBlock : MemoryManager<byte>
{
    private readonly SystemMemory _memory;
    private readonly int _size;

    internal NativeBlock(int size)
    {
        _size = size;
        _memory = new SystemMemory(size);
    }

    internal int Size => _size;

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        return new Span<byte>(_memory.Start, _size);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        return new MemoryHandle((byte*)_memory.Start + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
        // The memory never moves.
    }

    internal void Free() => _memory.Dispose();

    protected override void Dispose(bool disposing) => Free();
}
