namespace Discovitas.S3.Images.IsoBmff;

/// <summary>A picture that is joined from others, as the properties of both have it.</summary>
/// <param name="Type">The item's four characters.</param>
/// <param name="Size">The size that it is said to have.</param>
/// <param name="Tile">The size that each of its inputs is said to have.</param>
/// <param name="Inputs">How many it is joined from.</param>
internal sealed record JoinedPicture(string Type, CodedSize Size, CodedSize Tile, int Inputs)
{
    private const int ColorLength = 8;
    private const int MostOverlaid = 16;

    /// <summary>Gets how many bytes can say how it is joined.</summary>
    internal long MostLength => 20 + (8L * Inputs);

    /// <summary>Requires that the item's data say the same.</summary>
    internal void Require(ReadOnlySpan<byte> data)
    {
        var reader = new BoxReader(data);
        HeifProblemException.Require(reader.Number(1) == 0, "what joins pictures has version 0");
        var flags = reader.Number(1);
        HeifProblemException.Require(flags <= 1, "what joins pictures has one flag");
        var numberLength = flags == 0 ? 2 : 4;
        if (Type == "grid")
        {
            RequireTiles(reader.Number(1) + 1, reader.Number(1) + 1);
        }
        else
        {
            HeifProblemException.Require(Inputs <= MostOverlaid, "an overlay has at most 16 pictures");
            reader.Take(ColorLength);
        }

        HeifProblemException.Require(
            new CodedSize(reader.Number(numberLength), reader.Number(numberLength)) == Size,
            "what joins pictures has the size that its property ispe says");
        reader.Take(Type == "grid" ? 0 : 2 * numberLength * Inputs);
        HeifProblemException.Require(reader.Left == 0, "what joins pictures has its length");
    }

    // The last row and column may be cut off, but not be out of sight.
    private void RequireTiles(long rows, long columns) => HeifProblemException.Require(
        rows * columns == Inputs
            && columns * Tile.Width >= Size.Width && (columns - 1) * Tile.Width < Size.Width
            && rows * Tile.Height >= Size.Height && (rows - 1) * Tile.Height < Size.Height,
        "the tiles of a grid cover its picture, and are no more than that needs");
}
