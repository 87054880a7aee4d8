using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>
/// Keeps the chunks that change what is shown. Of EXIF the orientation stays, and of the colour profile what its
/// colours are. Other chunks, and all after the end of the picture, are left out.
/// </summary>
internal sealed class PngCleaner : PngChunks
{
    private const int HeadLength = 8;

    // A chunk of so many bytes is taken as a whole: there may be a million of them.
    private const int SmallLength = 1024;

    private readonly ChunkChecksum _checksum = new();
    private readonly byte[] _small = new byte[HeadLength + SmallLength + ChecksumLength];
    private ExifOrientation? _exif;
    private ProfileCollector? _profile;
    private PngOrder? _order;
    private PngAnimation? _animation;
    private Waiting _for;

    private enum Waiting
    {
        Checksum,
        All,
        Number,
    }

    protected override Step OnSignature(ReadOnlySpan<byte> bytes) => ToChunk(new() { Emit = bytes.ToArray() });

    protected override Step OnHeader(ReadOnlySpan<byte> bytes)
    {
        _animation = new(Image);
        _order = new(Image, _animation);
        return Whole(bytes);
    }

    protected override Step OnChunk()
    {
        if (!_order!.Keeps(Type, Length))
        {
            return ToChunk(new() { Skip = (long)Length + ChecksumLength });
        }

        switch (Type)
        {
            case "eXIf":
                return Skipping(_exif = new());
            case "iCCP":
                return Skipping(_profile = new());
            case "fdAT" when Length > SmallLength:
                return ToData(default, PngAnimation.NumberLength, Waiting.Number);
            default:
                _checksum.Begin(TypeBytes);
                return Length > SmallLength
                    ? ToData(new() { Emit = Head, Copy = Length, Watcher = _checksum }, ChecksumLength)
                    : ToData(default, Length + ChecksumLength, Waiting.All);
        }
    }

    protected override Step OnData(ReadOnlySpan<byte> bytes)
    {
        switch (_for)
        {
            case Waiting.All:
                return Type == "IEND" ? Step.Done with { Emit = PngChunk.Create(Type, []) } : Whole(bytes);
            case Waiting.Number:
                return LongFrameData(bytes);
        }

        RequireChecksum(bytes);
        return Type switch
        {
            "iCCP" => ToChunk(new() { Emit = Profile() }),
            "eXIf" => ToChunk(new() { Emit = Orientation() }),
            _ => ToChunk(new() { Emit = Own([], bytes) }),
        };
    }

    // A small chunk is written with its head and checksum at once.
    private Step Whole(ReadOnlySpan<byte> bytes)
    {
        _checksum.Begin(TypeBytes);
        _checksum.Append(bytes[..^ChecksumLength]);
        RequireChecksum(bytes[^ChecksumLength..]);
        switch (Type)
        {
            case "acTL":
                _animation!.OnControl(bytes);
                break;
            case "fcTL":
                _animation!.OnFrameInOrder(bytes);
                break;
            case "fdAT":
                _animation!.OnFrameData(bytes);
                break;
        }

        return ToChunk(new() { Emit = Own(Head.Span, bytes) });
    }

    private Step LongFrameData(ReadOnlySpan<byte> number)
    {
        _animation!.OnFrameData(number);
        _checksum.Begin(TypeBytes);
        _checksum.Append(number);
        var begin = Own(Head.Span, number);
        return ToData(
            new() { Emit = begin, Copy = Length - number.Length, Watcher = _checksum }, ChecksumLength);
    }

    private Step Skipping(Watcher watcher)
    {
        _checksum.Begin(TypeBytes, watcher);
        return ToData(new() { Skip = Length, Watcher = _checksum }, ChecksumLength);
    }

    private Step ToData(Step step, int need, Waiting waiting = Waiting.Checksum)
    {
        _for = waiting;
        return base.ToData(step, need);
    }

    // Bytes stay as they are only until a step is done.
    private ReadOnlyMemory<byte> Own(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        first.CopyTo(_small);
        second.CopyTo(_small.AsSpan(first.Length));
        return _small.AsMemory(0, first.Length + second.Length);
    }

    private byte[] Profile()
    {
        var profile = _profile!.Cleaned();
        Require(profile is not null, "the colour profile is an ICC profile of at most 4 MiB");
        return PngChunk.Create("iCCP", profile!);
    }

    private byte[] Orientation() =>
        _exif!.Value > 1 ? PngChunk.Create("eXIf", MinimalExif.Create(_exif.Value)) : [];

    // A length that is wrong would make others a part of the chunk: their checksums tell.
    private void RequireChecksum(ReadOnlySpan<byte> bytes)
    {
        if (!_checksum.Is(bytes))
        {
            throw Broken($"the checksum of a chunk of type {Type} is right");
        }
    }
}
