using System.Text;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>A box inside of one that is in memory.</summary>
/// <param name="Type">Its four characters.</param>
/// <param name="Content">What follows its head.</param>
internal readonly record struct InnerBox(string Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>Returns the boxes that fill some bytes.</summary>
    internal static List<InnerBox> Split(ReadOnlyMemory<byte> bytes)
    {
        var boxes = new List<InnerBox>();
        while (!bytes.IsEmpty)
        {
            var reader = new BoxReader(bytes.Span);
            var size = (ulong)reader.Number(sizeof(uint));
            var type = Encoding.Latin1.GetString(reader.Take(sizeof(uint)));
            size = size == 1 ? reader.Long(sizeof(ulong)) : size;
            var head = bytes.Length - reader.Left;
            HeifProblemException.Require(
                size >= (ulong)head && size <= (ulong)bytes.Length, "a box ends before the one that it is in");
            boxes.Add(new(type, bytes[head..(int)size]));
            bytes = bytes[(int)size..];
        }

        return boxes;
    }
}
