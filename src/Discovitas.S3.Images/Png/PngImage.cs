using System.Buffers.Binary;

namespace Discovitas.S3.Images.Png;

/// <summary>What the header chunk states (PNG, third edition, section 11.2.1).</summary>
internal sealed record PngImage
{
    /// <summary>The types of colour.</summary>
    internal const int Grey = 0, Color = 2, Indexed = 3, GreyAlpha = 4, ColorAlpha = 6;

    private PngImage(ReadOnlySpan<byte> data)
    {
        Width = BinaryPrimitives.ReadInt32BigEndian(data);
        Height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
        (BitDepth, ColorType) = (data[8], data[9]);
    }

    /// <summary>Gets the width in pixels.</summary>
    internal int Width { get; }

    /// <summary>Gets the height in pixels.</summary>
    internal int Height { get; }

    /// <summary>Gets the bits of a sample, or of a palette's index.</summary>
    internal int BitDepth { get; }

    /// <summary>Gets the type of colour.</summary>
    internal int ColorType { get; }

    /// <summary>Gets whether a pixel is an index of the palette.</summary>
    internal bool IsIndexed => ColorType == Indexed;

    /// <summary>Returns what the data of the chunk state; null if the standard does not have it.</summary>
    internal static PngImage? From(ReadOnlySpan<byte> data)
    {
        var isKnown = data[9] switch
        {
            Grey => data[8] is 1 or 2 or 4 or 8 or 16,
            Indexed => data[8] is 1 or 2 or 4 or 8,
            Color or GreyAlpha or ColorAlpha => data[8] is 8 or 16,
            _ => false,
        };

        // Compression, filter and interlace.
        var image = isKnown && data[10] == 0 && data[11] == 0 && data[12] <= 1 ? new PngImage(data) : null;
        return image is { Width: > 0, Height: > 0 } ? image : null;
    }
}
