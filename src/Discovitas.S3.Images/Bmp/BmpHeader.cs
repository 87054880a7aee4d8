using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Bmp;

/// <summary>
/// Reads the two headers of a Windows bitmap (BITMAPFILEHEADER, and BITMAPCOREHEADER to BITMAPV5HEADER).
/// </summary>
/// <param name="facts">What is filled in.</param>
internal sealed class BmpHeader(ImageFacts facts) : StepMachine(ImageFormat.Bmp)
{
    // The file header, and the size of the other one.
    private const int StartLength = 18;
    private const int CoreLength = 12;
    private const int InfoLength = 40;
    private const int MostLength = 124;

    // Where the longer headers have the mask of transparency and the kind of colours.
    private const int AlphaMaskAt = 52;
    private const int ColorsAt = 56;
    private const uint EmbeddedProfile = 0x4D424544;

    private Part _part = Part.Begin;

    private enum Part
    {
        Begin,
        Start,
        Header,
    }

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Begin:
                _part = Part.Start;
                return new() { Need = StartLength };
            case Part.Start:
                var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
                var isPossible = length is CoreLength or (>= InfoLength and <= MostLength);
                Require(isPossible, "its header has 12 or 40 to 124 bytes");
                _part = Part.Header;
                return new() { Need = (int)length - sizeof(uint) };
            default:
                ReadHeader(bytes);
                return Step.Done;
        }
    }

    // What is handed over begins after the header's size, with which offsets count.
    private void ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var isCore = bytes.Length == CoreLength - sizeof(uint);
        var width = isCore ? UInt16(bytes, 0) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var height = isCore ? UInt16(bytes, 2) : BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        Require(width > 0 && height is not (0 or int.MinValue), "width and height are not 0");

        // A negative height says that the rows begin at the top.
        (facts.Width, facts.Height) = (width, Math.Abs(height));
        var pixelBits = UInt16(bytes, isCore ? 6 : 10);
        facts.BitDepth = pixelBits switch
        {
            <= 8 => pixelBits,
            16 => 5,
            _ => 8,
        };
        facts.HasAlpha = pixelBits == 32 && UInt32(bytes, AlphaMaskAt) is > 0;
        facts.HasColorProfile = UInt32(bytes, ColorsAt) == EmbeddedProfile && bytes.Length == MostLength - sizeof(uint);
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint? UInt32(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length < at ? null : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at - sizeof(uint))..]);
}
