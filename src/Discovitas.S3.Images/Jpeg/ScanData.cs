using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Discovitas.S3.Images.Jpeg;

/// <summary>
/// The entropy-coded data of scans, which ends with a marker. In it each 0xFF is followed by a zero or belongs to a
/// restart marker (ITU-T T.81, B.1.1.5). These are frequent, about one in 200 bytes, so that a search for 0xFF would
/// stop all the time.
/// </summary>
internal static class ScanData
{
    private const byte RestartBits = 0xF8;

    /// <summary>
    /// Returns where the marker begins. If there is none, returns the number of bytes, without a last 0xFF, whose
    /// second byte is missing.
    /// </summary>
    internal static int IndexOfEnd(ReadOnlySpan<byte> bytes, out bool isFound)
    {
        var start = Vector512.IsHardwareAccelerated ? SkipWideVectors(bytes) : SkipVectors(bytes);
        for (var at = start; at < bytes.Length; at++)
        {
            if (bytes[at] != JpegMarker.Fill)
            {
                continue;
            }

            isFound = at + 1 < bytes.Length && !IsData(bytes[at + 1]);
            if (isFound || at + 1 == bytes.Length)
            {
                return at;
            }
        }

        isFound = false;
        return bytes.Length;
    }

    private static bool IsData(byte second) => second == 0 || (second & RestartBits) == JpegMarker.Restart0;

    /// <summary>Returns a place before which there is no marker, for processors of any kind.</summary>
    internal static int SkipVectors(ReadOnlySpan<byte> bytes)
    {
        var first = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        var second = MemoryMarshal.Cast<byte, Vector<byte>>(bytes.IsEmpty ? bytes : bytes[1..]);
        var (fill, bits, restart) = (
            new Vector<byte>(JpegMarker.Fill), new Vector<byte>(RestartBits), new Vector<byte>(JpegMarker.Restart0));
        for (var i = 0; i < second.Length; i++)
        {
            var isData = Vector.Equals(second[i], Vector<byte>.Zero) | Vector.Equals(second[i] & bits, restart);
            if (Vector.AndNot(Vector.Equals(first[i], fill), isData) != Vector<byte>.Zero)
            {
                return i * Vector<byte>.Count;
            }
        }

        return second.Length * Vector<byte>.Count;
    }

    /// <summary>Returns a place before which there is no marker, for processors with wide vectors.</summary>
    internal static int SkipWideVectors(ReadOnlySpan<byte> bytes)
    {
        var first = MemoryMarshal.Cast<byte, Vector512<byte>>(bytes);
        var second = MemoryMarshal.Cast<byte, Vector512<byte>>(bytes.IsEmpty ? bytes : bytes[1..]);
        for (var i = 0; i < second.Length; i++)
        {
            if (HasMarker(first[i], second[i]))
            {
                return i * Vector512<byte>.Count;
            }
        }

        // The last vector overlaps the one before it: only the last byte, whose second one is missing, is not in it.
        var rest = bytes.Length - 1 - Vector512<byte>.Count;
        return rest < 0 || HasMarker(Vector512.Create(bytes[rest..]), Vector512.Create(bytes[(rest + 1)..]))
            ? second.Length * Vector512<byte>.Count
            : bytes.Length - 1;
    }

    // One bit for each byte. Restart markers, of which most pictures have none, are looked at only if there is one.
    private static bool HasMarker(Vector512<byte> first, Vector512<byte> second)
    {
        var marked = Vector512.Equals(first, Vector512.Create(JpegMarker.Fill)).ExtractMostSignificantBits()
            & ~Vector512.Equals(second, Vector512<byte>.Zero).ExtractMostSignificantBits();
        return marked != 0
            && (marked & ~Vector512.Equals(
                    second & Vector512.Create(RestartBits), Vector512.Create(JpegMarker.Restart0))
                .ExtractMostSignificantBits()) != 0;
    }
}
