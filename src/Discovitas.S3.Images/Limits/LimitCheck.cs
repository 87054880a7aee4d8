using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Limits;

/// <summary>Holds the header of a picture against limits.</summary>
internal static class LimitCheck
{
    /// <summary>
    /// Returns the first limit that is broken; null if none is. It can be asked while a header is still read: a size
    /// that is not known breaks nothing. Width and height are those that are shown, so ask for them when all is known.
    /// </summary>
    internal static BrokenLimit? Find(ImageFacts facts, ImageLimits limits)
    {
        if (!facts.HasSize)
        {
            return null;
        }

        // Two positive numbers of 31 bits: the product fits.
        var pixels = (long)facts.Width * facts.Height;
        return Over(nameof(limits.MaxPixels), limits.MaxPixels, pixels)
            ?? Over(nameof(limits.MaxFrames), limits.MaxFrames, facts.Frames)
            ?? Over(nameof(limits.MaxWidth), limits.MaxWidth, facts.ShownWidth)
            ?? Over(nameof(limits.MaxHeight), limits.MaxHeight, facts.ShownHeight)
            ?? Under(nameof(limits.MinWidth), limits.MinWidth, facts.ShownWidth)
            ?? Under(nameof(limits.MinHeight), limits.MinHeight, facts.ShownHeight);
    }

    private static BrokenLimit? Over(string name, long? limit, long value) =>
        value > limit ? new(name, limit.Value, value) : null;

    private static BrokenLimit? Under(string name, long? limit, long value) =>
        value < limit ? new(name, limit.Value, value) : null;
}
