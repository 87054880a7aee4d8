using System.Buffers.Binary;
using System.Text;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>The head of a box (ISO/IEC 14496-12, section 4.2).</summary>
/// <param name="Type">Its four characters.</param>
/// <param name="Size">The bytes of the box with its head; 0 for a box up to the end of the file.</param>
/// <param name="Length">The bytes of the head.</param>
internal readonly record struct BoxHead(string Type, long Size, int Length)
{
    /// <summary>The bytes of most heads, and how many more there are where the size needs them.</summary>
    internal const int ShortLength = 8, LongSizeLength = 8;

    /// <summary>Gets how many bytes follow the head.</summary>
    internal long ContentLength => Size - Length;

    /// <summary>Reads a head; the size is 1 where it follows.</summary>
    internal static BoxHead From(ReadOnlySpan<byte> bytes) => new(
        Encoding.Latin1.GetString(bytes[4..]), BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.Length);

    /// <summary>Returns the head with the size that follows it.</summary>
    internal BoxHead WithLongSize(ReadOnlySpan<byte> bytes) => this with
    {
        Size = BinaryPrimitives.ReadInt64BigEndian(bytes),
        Length = Length + bytes.Length,
    };

    /// <summary>Returns the bytes of the head.</summary>
    internal byte[] ToArray()
    {
        var head = new byte[Length];
        Encoding.Latin1.GetBytes(Type, head.AsSpan(4));
        if (Length > ShortLength)
        {
            head[3] = 1;
            BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(ShortLength), Size);
        }
        else
        {
            // Only a box up to the end of the file can be longer than its head has room for.
            BinaryPrimitives.WriteUInt32BigEndian(head, Size > uint.MaxValue ? 0 : (uint)Size);
        }

        return head;
    }
}
