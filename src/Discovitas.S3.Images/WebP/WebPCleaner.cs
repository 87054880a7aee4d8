using System.Buffers.Binary;
using System.Text;
using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Icc;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.WebP;

/// <summary>
/// Keeps pictures, frames, their timing, and of EXIF and the colour profile what is needed to show them. The size of a
/// WebP stands at its front, and what is to be removed at its end: so nothing is taken out but replaced by as many
/// zeros, in a chunk that decoders ignore. The file is as long as before, and the source is read once.
/// </summary>
internal sealed class WebPCleaner : WebPChunks
{
    // RIFF's own name of a chunk that fills room.
    private const string Filler = "JUNK";

    private readonly BlankMask _blank = new();
    private readonly IccStart _profile = new();
    private readonly WebPOrder _order = new();
    private readonly byte[] _head = new byte[HeadLength];
    private ExifOrientation? _exif;
    private byte _flags;
    private bool _hasProfile;

    protected override Step OnFileHead(ReadOnlySpan<byte> bytes) => ToChunk(new() { Emit = bytes.ToArray() });

    protected override Step OnChunk()
    {
        switch (Type)
        {
            case Extended:
                return ToData(default, ExtendedLength);
            case "ICCP" when !IsInFrame && !_hasProfile && (_flags & WebPFlags.Profile) != 0:
                _hasProfile = true;
                Require(Length >= IccMask.HeadLength, "the colour profile is an ICC profile");
                return ToData(default, IccMask.HeadLength);
            case Metadata when !IsInFrame && _exif is null && (_flags & WebPFlags.Exif) != 0:
                return ToData(new() { Skip = Length, Watcher = _exif = new() }, 0);
            case Frame:
                _order.OnFrame();
                return ToChunk(new() { Emit = Head(Type), Copy = FrameLength });
            case Lossy or Lossless or "ALPH" when _order.KeepsPicture(Type, IsInFrame):
            case "ANIM" when _order.KeepsAnimation(Stated, IsInFrame):
                Mask? mask = Stated < Length ? new PaddingMask(Stated) : null;
                return ToChunk(new() { Emit = Head(Type), Copy = Length, Mask = mask });
            default:
                return ToChunk(new() { Emit = Head(Filler), Copy = Length, Mask = _blank });
        }
    }

    protected override Step OnData(ReadOnlySpan<byte> bytes) => Type switch
    {
        Extended => AfterExtended(bytes),
        Metadata => AfterExif(),
        _ => AfterProfile(bytes),
    };

    protected override Step OnEnd()
    {
        _order.OnEnd();
        return Step.Done;
    }

    // Reserved bits are cleared as well.
    private Step AfterExtended(ReadOnlySpan<byte> bytes)
    {
        const byte kept = WebPFlags.Animation | WebPFlags.Exif | WebPFlags.Alpha | WebPFlags.Profile;
        _flags = (byte)(bytes[0] & kept);
        _order.OnExtended(_flags);
        return ToChunk(new() { Emit = (byte[])[.. Head(Type).Span, _flags, 0, 0, 0, .. bytes[4..]] });
    }

    private Step AfterExif()
    {
        var fits = Length >= MinimalExif.Length;
        byte[] exif = fits ? MinimalExif.Create(_exif!.Value) : [];
        var head = Head(fits ? Type : Filler);
        return ToChunk(new() { Emit = (byte[])[.. head.Span, .. exif], Fill = Length - exif.Length });
    }

    private Step AfterProfile(ReadOnlySpan<byte> bytes)
    {
        var need = _profile.Append(bytes);
        Require(need <= Stated - _profile.Length, "the colour profile is an ICC profile");
        return need > 0
            ? ToData(default, need.Value)
            : ToChunk(new()
            {
                Emit = (byte[])[.. Head(Type).Span, .. _profile.Masked()],
                Copy = Length - _profile.Length,
                Mask = _profile.Mask,
                MaskOffset = _profile.Length,
            });
    }

    // The bytes stay as they are only until the step is done.
    private ReadOnlyMemory<byte> Head(string type)
    {
        Encoding.ASCII.GetBytes(type, _head);
        BinaryPrimitives.WriteUInt32LittleEndian(_head.AsSpan(4), Stated);
        return _head;
    }
}
