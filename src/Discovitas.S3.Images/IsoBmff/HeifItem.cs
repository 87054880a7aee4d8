namespace Discovitas.S3.Images.IsoBmff;

/// <summary>An item of a file: a picture, a tile of one, or metadata.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Type">Its four characters.</param>
/// <param name="IsProtected">Whether it is encrypted.</param>
/// <param name="Entry">What is written of it: without its name.</param>
internal sealed record HeifItem(uint Id, string Type, bool IsProtected, byte[] Entry)
{
    /// <summary>Gets whether the item is compressed pixels.</summary>
    internal bool IsCoded => Type is "hvc1" or "av01";

    /// <summary>Gets whether the item is made of others: a grid, an overlay, or one with other properties.</summary>
    internal bool IsDerived => Type is "grid" or "iovl" or "iden";

    /// <summary>Gets whether the item describes others: EXIF, XMP and what an address tells.</summary>
    internal bool IsMetadata => Type is "Exif" or "mime" or "uri ";
}
