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
    private const int HeadLength = 8;

    // Width, height, bit depth, type of colour, compression, filter, interlace.
    private const int HeaderLength = 13;

    private Part _part = Part.Begin;
    private bool _hasHeader;

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
                _hasHeader = true;
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

    /// <summary>Returns the length and the type of the chunk as bytes.</summary>
    protected byte[] Head()
    {
        var head = new byte[HeadLength];
        BinaryPrimitives.WriteInt32BigEndian(head, Length);
        Encoding.ASCII.GetBytes(Type, head.AsSpan(4));
        return head;
    }

    private Step OnHead(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        Require(length <= int.MaxValue, "a chunk has less than 2^31 bytes");
        Length = (int)length;
        Type = Encoding.Latin1.GetString(bytes[4..]);
        Require(Type.All(char.IsAsciiLetter), "the type of a chunk is four letters");
        if (Type != "IHDR")
        {
            Require(_hasHeader, "the first chunk is IHDR");
            return OnChunk();
        }

        Require(!_hasHeader && Length == HeaderLength, "there is one IHDR chunk, of 13 bytes");
        _part = Part.Header;
        return new() { Need = HeaderLength + ChecksumLength };
    }
}
