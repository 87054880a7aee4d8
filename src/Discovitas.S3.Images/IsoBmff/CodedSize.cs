namespace Discovitas.S3.Images.IsoBmff;

/// <summary>How large the pictures are that a decoder makes, whatever the file says that it shows.</summary>
/// <param name="Width">The pixels of a row.</param>
/// <param name="Height">The rows.</param>
internal readonly record struct CodedSize(long Width, long Height)
{
    // Pictures are coded in blocks of at most 64 pixels: the last one may be cut.
    private const int Block = 64;

    // The prefix of three bytes that must not be in a unit: a byte 3 is put into it.
    private const int Escape = 3;

    /// <summary>Reads a property <c>ispe</c>.</summary>
    internal static CodedSize FromProperty(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        reader.Take(4);
        var size = new CodedSize(reader.Number(4), reader.Number(4));
        HeifProblemException.Require(
            reader.Left == 0 && size is { Width: > 0, Height: > 0 }, "a property ispe has its length, and a size");
        return size;
    }

    /// <summary>
    /// Reads a sequence parameter set of HEVC (ITU-T H.265, section 7.3.2.2.1): as it is coded, and without what is cut
    /// off.
    /// </summary>
    internal static CodedSize[] FromHevc(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(Unescaped(unit));
        bits.Skip(16 + 4);
        var layers = (int)bits.Bits(3);
        bits.Skip(1 + 96);
        var flags = 0U;
        for (var i = 0; i < 8 && layers > 0; i++)
        {
            flags = (flags << 2) | bits.Bits(2);
        }

        for (var i = 0; i < layers; i++)
        {
            var flag = flags >> (14 - (2 * i));
            bits.Skip(((flag & 2) == 0 ? 0 : 88) + ((flag & 1) == 0 ? 0 : 8));
        }

        bits.Variable();
        var chroma = bits.Variable();
        bits.Skip(chroma == 3 ? 1 : 0);
        var size = new CodedSize(bits.Variable(), bits.Variable());
        var isCut = bits.Flag();
        var (cutWidth, cutHeight) = isCut
            ? (((long)bits.Variable() + bits.Variable()) * (chroma is 1 or 2 ? 2 : 1),
                ((long)bits.Variable() + bits.Variable()) * (chroma == 1 ? 2 : 1))
            : (0, 0);
        HeifProblemException.Require(cutWidth < Block && cutHeight < Block, "less than a block is cut off");
        return [size, new(size.Width - cutWidth, size.Height - cutHeight)];
    }

    /// <summary>Reads a sequence header of AV1 (AV1 Bitstream Specification, section 5.5).</summary>
    internal static CodedSize FromAv1(ReadOnlySpan<byte> unit)
    {
        var bits = new BitReader(unit);
        bits.Skip(4);
        var isReduced = bits.Flag();
        if (isReduced)
        {
            bits.Skip(5);
        }
        else
        {
            SkipOperatingPoints(ref bits);
        }

        var (widthBits, heightBits) = ((int)bits.Bits(4) + 1, (int)bits.Bits(4) + 1);
        var (width, height) = (bits.Bits(widthBits), bits.Bits(heightBits));

        // A frame may state another size, and some decoders do not hold it against the largest.
        HeifProblemException.Require(
            isReduced || (widthBits <= BitReader.LengthOf(width + 1) && heightBits <= BitReader.LengthOf(height + 1)),
            "a size has the bits that it needs");
        return new(width + 1L, height + 1L);
    }

    private static void SkipOperatingPoints(ref BitReader bits)
    {
        var delayLength = 0;
        var hasTiming = bits.Flag();
        if (hasTiming)
        {
            bits.Skip(64);
            _ = bits.Flag() ? bits.Variable() : 0;
            if (bits.Flag())
            {
                delayLength = (int)bits.Bits(5) + 1;
                bits.Skip(42);
            }
        }

        var hasDelay = bits.Flag();
        for (var count = bits.Bits(5) + 1; count > 0; count--)
        {
            bits.Skip(12);
            bits.Skip(bits.Bits(5) > 7 ? 1 : 0);
            bits.Skip(delayLength > 0 && bits.Flag() ? (2 * delayLength) + 1 : 0);
            bits.Skip(hasDelay && bits.Flag() ? 4 : 0);
        }
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> unit)
    {
        var bytes = new List<byte>(unit.Length);
        var zeros = 0;
        foreach (var value in unit)
        {
            if (zeros < 2 || value != Escape)
            {
                bytes.Add(value);
            }

            zeros = value == 0 ? zeros + 1 : 0;
        }

        return [.. bytes];
    }
}
