namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// What says how a picture is joined from others, a grid or an overlay (ISO/IEC 23008-12, section 6.6.2).
/// </summary>
/// <param name="length">How many bytes the item has.</param>
/// <param name="joined">The picture.</param>
internal sealed class JoinData(long length, JoinedPicture joined) : ItemData(length)
{
    private readonly List<byte> _bytes = [];

    protected override int Read(Span<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return bytes.Length;
    }

    protected override void End() => joined.Require([.. _bytes]);
}
