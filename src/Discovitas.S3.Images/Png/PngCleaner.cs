using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>
/// Keeps the chunks that change what is shown. Of EXIF the orientation stays, and of the colour profile what its
/// colours are. Other chunks, and all after the end of the picture, are left out.
/// </summary>
internal sealed class PngCleaner : PngChunks
{
    private ExifOrientation? _exif;
    private ProfileCollector? _profile;
    private ChunkChecksum? _checksum;
    private bool _hasPicture;

    protected override Step OnSignature(ReadOnlySpan<byte> bytes) => ToChunk(new() { Emit = bytes.ToArray() });

    protected override Step OnHeader(ReadOnlySpan<byte> bytes)
    {
        var checksum = new ChunkChecksum(Type);
        checksum.Append(bytes[..^ChecksumLength]);
        RequireChecksum(checksum, bytes[^ChecksumLength..]);
        return ToChunk(new() { Emit = (byte[])[.. Head(), .. bytes] });
    }

    protected override Step OnChunk()
    {
        switch (Type)
        {
            case "IEND":
                Require(_hasPicture && Length == 0, "image data come before the end, and IEND is empty");
                return ToData(default, ChecksumLength);
            case "eXIf" when _exif is null:
                return ToData(new() { Skip = Length, Watcher = Check(_exif = new()) }, ChecksumLength);
            case "iCCP":
                Require(_profile is null, "there is one colour profile");
                return ToData(new() { Skip = Length, Watcher = Check(_profile = new()) }, ChecksumLength);
        }

        _hasPicture |= Type == "IDAT";
        if (!PngChunk.IsShown(Type))
        {
            Require(char.IsAsciiLetterLower(Type[0]), "its critical chunks are those of the standard");
            return ToChunk(new() { Skip = (long)Length + ChecksumLength });
        }

        Require(PngChunk.CanHaveLength(Type, Length), $"a chunk of type {Type} has the length that the standard has");
        return ToData(new() { Emit = Head(), Copy = Length, Watcher = Check(null) }, ChecksumLength);
    }

    protected override Step OnData(ReadOnlySpan<byte> bytes)
    {
        if (Type == "IEND")
        {
            return Step.Done with { Emit = PngChunk.Create(Type, []) };
        }

        RequireChecksum(_checksum!, bytes);
        return Type switch
        {
            "iCCP" => ToChunk(new() { Emit = Profile() }),
            "eXIf" => ToChunk(new() { Emit = Orientation() }),
            _ => ToChunk(new() { Emit = bytes.ToArray() }),
        };
    }

    private byte[] Profile()
    {
        var profile = _profile!.Cleaned();
        Require(profile is not null, "the colour profile is an ICC profile of at most 4 MiB");
        return PngChunk.Create("iCCP", profile!);
    }

    private byte[] Orientation() =>
        _exif!.Value > 1 ? PngChunk.Create("eXIf", MinimalExif.Create(_exif.Value)) : [];

    private ChunkChecksum Check(Watcher? next) => _checksum = new(Type, next);

    // A length that is wrong would make others a part of the chunk: their checksums tell.
    private void RequireChecksum(ChunkChecksum checksum, ReadOnlySpan<byte> bytes) =>
        Require(checksum.Is(bytes), $"the checksum of a chunk of type {Type} is right");
}
