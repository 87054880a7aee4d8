using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Gif;

/// <summary>Goes from block to block (GIF89a, sections 15 to 27).</summary>
internal abstract class GifBlocks() : StepMachine(ImageFormat.Gif)
{
    private const int ScreenLength = 13;
    private const int ImageLength = 9;
    private const byte Image = 0x2C;
    private const byte Extension = 0x21;
    private const byte Trailer = 0x3B;

    private Part _part = Part.Begin;

    private enum Part
    {
        Begin,
        Screen,
        Introducer,
        Label,
        Image,
        CodeSize,
        SubBlock,
        Content,
    }

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Begin:
                return Await(default, Part.Screen, ScreenLength);
            case Part.Screen:
                return ToBlock(OnScreen(bytes, TableLength(bytes[10])));
            case Part.Introducer:
                // Some programs leave the trailer away, and browsers do not need it.
                return OnIntroducer(bytes.IsEmpty ? Trailer : bytes[0]);
            case Part.Label:
                return ToSubBlock(OnExtension(bytes[0]));
            case Part.Image:
                return Await(OnImage(bytes, TableLength(bytes[8])), Part.CodeSize, 1);
            case Part.CodeSize:
                return ToSubBlock(OnCodeSize(bytes));
            case Part.SubBlock:
                return bytes[0] == 0 ? ToBlock(OnSubBlocksEnd()) : OnSubBlock(bytes[0]);
            default:
                return ToSubBlock(OnContent(bytes));
        }
    }

    /// <summary>Follows the header and the screen, before the global table of colours.</summary>
    protected abstract Step OnScreen(ReadOnlySpan<byte> bytes, int tableLength);

    /// <summary>Follows the description of an image, before its table of colours.</summary>
    protected abstract Step OnImage(ReadOnlySpan<byte> bytes, int tableLength);

    /// <summary>Follows the byte that begins an image's data.</summary>
    protected abstract Step OnCodeSize(ReadOnlySpan<byte> bytes);

    /// <summary>Follows the start of an extension.</summary>
    protected abstract Step OnExtension(byte label);

    /// <summary>Follows the length of a sub-block, which is not 0.</summary>
    protected abstract Step OnSubBlock(byte length);

    /// <summary>Follows a sub-block's content that was asked for.</summary>
    protected abstract Step OnContent(ReadOnlySpan<byte> bytes);

    /// <summary>Follows the last sub-block.</summary>
    protected abstract Step OnSubBlocksEnd();

    /// <summary>Follows the end of the file.</summary>
    protected abstract Step OnTrailer();

    /// <summary>Goes on to the next sub-block, after what the step does.</summary>
    protected Step ToSubBlock(Step step) => Await(step, Part.SubBlock, 1);

    /// <summary>Goes on to the sub-block's content.</summary>
    protected Step ToContent(int length) => Await(default, Part.Content, length);

    private Step ToBlock(Step step) => Await(step, Part.Introducer, 1) with { MayEnd = true };

    private Step OnIntroducer(byte introducer) => introducer switch
    {
        Image => Await(default, Part.Image, ImageLength),
        Extension => Await(default, Part.Label, 1),
        Trailer => OnTrailer(),
        _ => throw Broken("a block begins with 0x21, 0x2C or 0x3B"),
    };

    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));

    private Step Await(Step step, Part part, int need)
    {
        _part = part;
        return step with { Need = need };
    }

    /// <summary>Reads a number of 16 bits.</summary>
    protected static int Number(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
