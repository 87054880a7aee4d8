using System.Buffers.Binary;
using System.Text;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>Goes from chunk to chunk (PNG, third edition, section 5.3).</summary>
internal abstract class PngChunks() : StepMachine(ImageFormat.Png)
{
    /// <summary>The bytes of a checksum, with which each chunk ends.</summary>
    protected const int ChecksumLength = 4;

    private const int SignatureLength = 8;
    private const int HeadLength = 8, TypeAt = 4;

    // Width, height, bit depth, type of colour, compression, filter, interlace.
    private const int HeaderLength = 13;

    private readonly byte[] _head = new byte[HeadLength];
    private Part _part = Part.Begin;
    private PngImage? _image;

    private enum Part
    {
        Begin,
        Signature,
        Head,
        Header,
        Data,
    }

    /// <summary>Gets the four letters of the chunk.</summary>
    protected string Type { get; private set; } = "";

    /// <summary>Gets the length of the chunk's data.</summary>
    protected int Length { get; private set; }

    /// <summary>Gets the length and the type of the chunk as bytes.</summary>
    protected ReadOnlyMemory<byte> Head => _head;

    /// <summary>Gets the type as bytes.</summary>
    protected ReadOnlySpan<byte> TypeBytes => _head.AsSpan(TypeAt);

    /// <summary>Gets what the header chunk states.</summary>
    protected PngImage Image => _image!;

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Begin:
                _part = Part.Signature;
                return new() { Need = SignatureLength };
            case Part.Signature:
                return OnSignature(bytes);
            case Part.Head:
                return OnHead(bytes);
            case Part.Header:
                _image = PngImage.From(bytes);
                Require(_image is not null, "size, bit depth and type of colour are those of the standard");
                return OnHeader(bytes);
            default:
                return OnData(bytes);
        }
    }

    /// <summary>Follows the signature.</summary>
    protected abstract Step OnSignature(ReadOnlySpan<byte> bytes);

    /// <summary>Follows the header chunk's data and checksum.</summary>
    protected abstract Step OnHeader(ReadOnlySpan<byte> bytes);

    /// <summary>Follows another chunk's length and type.</summary>
    protected abstract Step OnChunk();

    /// <summary>Follows bytes of a chunk that were asked for.</summary>
    protected abstract Step OnData(ReadOnlySpan<byte> bytes);

    /// <summary>Goes on to the next chunk, after what the step does.</summary>
    protected Step ToChunk(Step step)
    {
        _part = Part.Head;
        return step with { Need = HeadLength };
    }

    /// <summary>Goes on to bytes of the chunk, after what the step does.</summary>
    protected Step ToData(Step step, int need)
    {
        _part = Part.Data;
        return step with { Need = need };
    }

    private Step OnHead(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        Require(length <= int.MaxValue, "a chunk has less than 2^31 bytes");
        Length = (int)length;
        SetType(bytes[TypeAt..]);
        bytes.CopyTo(_head);
        if (Type != "IHDR")
        {
            Require(_image is not null, "the first chunk is IHDR");
            return OnChunk();
        }

        Require(_image is null && Length == HeaderLength, "there is one IHDR chunk, of 13 bytes");
        _part = Part.Header;
        return new() { Need = HeaderLength + ChecksumLength };
    }

    // Most chunks are of the type of the one before, of which there may be a million.
    private void SetType(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(TypeBytes))
        {
            Type = Encoding.Latin1.GetString(bytes);
            Require(Type.All(char.IsAsciiLetter), "the type of a chunk is four letters");
        }
    }
}
