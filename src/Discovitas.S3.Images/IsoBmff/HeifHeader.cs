using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// Reads the properties of a HEIC's or AVIF's primary item (ISO/IEC 23008-12, section 6), and how many frames a
/// sequence has. The size is that of the whole picture, also if it is made of tiles, and what is shown of it.
/// </summary>
/// <param name="facts">What is filled in.</param>
internal sealed class HeifHeader(ImageFacts facts) : BoxWalk(facts.Format)
{
    // Version and flags, before what a box tells.
    private const int FullBox = 4;
    private const int AuxiliaryLength = 64;

    // Of the description of a sequence's frames: up to its first entry's width and height, which end it.
    private const int SampleEntryLength = 44;

    private readonly HeifProperties _properties = new(facts);
    private HeifAssociations? _associations;
    private long? _primary;
    private bool _isSequence;

    protected override Step OnBox()
    {
        if (Around == "ipco")
        {
            return OnProperty();
        }

        switch (Type)
        {
            case "meta" when !facts.HasSize:
                return ToInner(FullBox);
            case "iprp" or "ipco" when !facts.HasSize:
            case "moov" or "trak" or "mdia" or "minf" or "stbl" when _isSequence:
                return ToInner(0);
            case "ipma" when !facts.HasSize:
                Require(_primary is not null, "the primary item is told before the properties of items");
                _associations = new(_primary!.Value);
                return ToContent(HeifAssociations.StartLength);
            case "mdat" when facts.HasSize && facts.Frames > 1:
                return Step.Done;
            default:
                return OnLeaf();
        }
    }

    protected override Step OnContent(ReadOnlySpan<byte> bytes)
    {
        if (Around == "ipco")
        {
            Require(_properties.Add(Type, bytes), "it has at most 1,024 properties");
            return ToBox();
        }

        switch (Type)
        {
            case "ftyp":
                _isSequence = bytes.SequenceEqual("avis"u8) || bytes.SequenceEqual("hevc"u8)
                    || bytes.SequenceEqual("msf1"u8);
                return ToBox();
            case "pitm":
                _primary = bytes.Length == FullBox + 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(bytes[FullBox..])
                    : BinaryPrimitives.ReadUInt32BigEndian(bytes[FullBox..]);
                return ToBox();
            case "ipma":
                return OnAssociations(bytes);
            case "stsd":
                var size = (long)BinaryPrimitives.ReadUInt16BigEndian(bytes[^4..])
                    * BinaryPrimitives.ReadUInt16BigEndian(bytes[^2..]);
                facts.MostPixels = Math.Max(facts.MostPixels, size);
                return ToBox();
            default:
                var samples = BinaryPrimitives.ReadUInt32BigEndian(bytes[(FullBox + 4)..]);
                facts.Frames = (int)Math.Clamp(samples, facts.Frames, int.MaxValue);
                return ToBox();
        }
    }

    private Step OnLeaf() => Type switch
    {
        "ftyp" => ToContent(4),
        "pitm" => ToContent(FullBox + (Left == FullBox + 2 ? 2 : 4)),
        "stsd" when _isSequence && Left >= SampleEntryLength => ToContent(SampleEntryLength),
        "stsz" when _isSequence => ToContent(FullBox + 8),
        _ => ToBox(),
    };

    // Each box in "ipco" is a property and has a number.
    private Step OnProperty() => Type switch
    {
        "ispe" => ToContent(FullBox + 8),
        "irot" or "imir" => ToContent(1),
        "pixi" => ToContent(FullBox + 2),
        "colr" => ToContent(4),
        "clap" => ToContent(CleanAperture.Length),
        "auxC" => ToContent((int)Math.Min(Left, AuxiliaryLength)),
        _ => ToContent(0),
    };

    private Step OnAssociations(ReadOnlySpan<byte> bytes)
    {
        if (_associations!.Append(bytes) is > 0 and var need)
        {
            return ToContent(need);
        }

        _properties.Apply(_associations.Properties);
        Require(facts.HasSize, "its primary item has a size");
        return _isSequence ? ToBox() : Step.Done;
    }
}
