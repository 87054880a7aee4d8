using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Limits;

/// <summary>Holds the header of a picture against limits.</summary>
internal static class LimitCheck
{
    /// <summary>
    /// Returns the first limit that is broken; null if none is. A size that is not known breaks nothing. Width and
    /// height are those that are shown, so ask for them when all is known.
    /// </summary>
    internal static BrokenLimit? Find(ImageFacts facts, ImageLimits limits) => !facts.HasSize
        ? null
        : FindPixelsOrFrames(facts, limits)
            ?? FindLargeSide(facts.ShownWidth, facts.ShownHeight, limits)
            ?? Under(nameof(limits.MinWidth), limits.MinWidth, facts.ShownWidth)
            ?? Under(nameof(limits.MinHeight), limits.MinHeight, facts.ShownHeight);

    /// <summary>
    /// Returns the first limit that is broken while a header is still read, whatever follows: the picture may turn out
    /// to lie on its side, or to have a larger frame.
    /// </summary>
    internal static BrokenLimit? FindEarly(ImageFacts facts, ImageLimits limits) => !facts.HasSize
        ? null
        : FindPixelsOrFrames(facts, limits)
            ?? (FindLargeSide(facts.Height, facts.Width, limits) is null
                ? null
                : FindLargeSide(facts.Width, facts.Height, limits));

    private static BrokenLimit? FindPixelsOrFrames(ImageFacts facts, ImageLimits limits) =>
        Over(nameof(limits.MaxPixels), limits.MaxPixels, facts.FramePixels)
        ?? Over(nameof(limits.MaxFrames), limits.MaxFrames, facts.Frames)
        ?? Over(nameof(limits.MaxTotalPixels), limits.MaxTotalPixels, facts.TotalPixels);

    private static BrokenLimit? FindLargeSide(int width, int height, ImageLimits limits) =>
        Over(nameof(limits.MaxWidth), limits.MaxWidth, width)
        ?? Over(nameof(limits.MaxHeight), limits.MaxHeight, height);

    private static BrokenLimit? Over(string name, long? limit, Int128 value) =>
        value > limit ? new(name, limit.Value, value) : null;

    private static BrokenLimit? Under(string name, long? limit, long value) =>
        value < limit ? new(name, limit.Value, value) : null;
}
