using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Writes boxes into memory.</summary>
internal sealed class BoxWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Gets how many bytes have been written.</summary>
    internal int Length => _bytes.Count;

    /// <summary>Begins a box, and returns what <see cref="Close"/> needs.</summary>
    internal int Open(string type)
    {
        var start = Length;
        Number(0, sizeof(uint));
        Bytes(Encoding.Latin1.GetBytes(type));
        return start;
    }

    /// <summary>Ends a box.</summary>
    internal void Close(int start) => BinaryPrimitives.WriteInt32BigEndian(
        CollectionsMarshal.AsSpan(_bytes)[start..], Length - start);

    /// <summary>Writes a whole box.</summary>
    internal void Box(string type, ReadOnlySpan<byte> content)
    {
        var start = Open(type);
        Bytes(content);
        Close(start);
    }

    /// <summary>Writes a number of so many bytes.</summary>
    internal void Number(ulong value, int length)
    {
        for (var i = length - 1; i >= 0; i--)
        {
            _bytes.Add((byte)(value >> (8 * i)));
        }
    }

    /// <summary>Writes bytes as they are.</summary>
    internal void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Returns what was written.</summary>
    internal byte[] ToArray() => [.. _bytes];
}
