using System.Buffers;

namespace Discovitas.S3.TestSupport.Streams;

/// <summary>Bytes in several pieces of memory.</summary>
public static class Sequences
{
    /// <summary>Returns bytes in so many pieces.</summary>
    public static ReadOnlySequence<byte> Of(byte[] bytes, int pieces)
    {
        var size = (bytes.Length / pieces) + 1;
        var first = new Segment(bytes.AsMemory(0, Math.Min(size, bytes.Length)), null);
        var last = first;
        for (var at = size; at < bytes.Length; at += size)
        {
            last = new Segment(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> bytes, Segment? before)
        {
            Memory = bytes;
            if (before is not null)
            {
                before.Next = this;
                RunningIndex = before.RunningIndex + before.Memory.Length;
            }
        }
    }
}
