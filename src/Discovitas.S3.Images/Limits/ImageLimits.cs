namespace Discovitas.S3.Images.Limits;

/// <summary>What a picture may be at most and at least.</summary>
internal sealed record ImageLimits
{
    /// <summary>Gets the most pixels of one frame. Default: 50 million.</summary>
    internal long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Gets the most frames; null for any. Default: null.</summary>
    internal int? MaxFrames { get; init; }

    /// <summary>Gets the most pixels of all frames together; null for any. Default: null.</summary>
    internal long? MaxTotalPixels { get; init; }

    /// <summary>Gets the largest width as shown, in pixels; null for any.</summary>
    internal int? MaxWidth { get; init; }

    /// <summary>Gets the largest height as shown, in pixels; null for any.</summary>
    internal int? MaxHeight { get; init; }

    /// <summary>Gets the smallest width as shown, in pixels; null for any.</summary>
    internal int? MinWidth { get; init; }

    /// <summary>Gets the smallest height as shown, in pixels; null for any.</summary>
    internal int? MinHeight { get; init; }

    /// <summary>Gets whether a picture is held against the number of its frames.</summary>
    internal bool CountFrames => MaxFrames is not null || MaxTotalPixels is not null;

    /// <summary>Returns the limits of a store.</summary>
    internal static ImageLimits From(ImageOptions options) => new()
    {
        MaxPixels = options.MaxPixels,
        MaxFrames = options.MaxFrames,
        MaxTotalPixels = options.MaxTotalPixels,
        MaxWidth = options.MaxWidth,
        MaxHeight = options.MaxHeight,
        MinWidth = options.MinWidth,
        MinHeight = options.MinHeight,
    };

    /// <summary>Returns these limits, narrowed by those of one upload.</summary>
    internal ImageLimits With(ImageRules rules) => new()
    {
        MaxPixels = Math.Min(MaxPixels, rules.MaxPixels ?? long.MaxValue),
        MaxFrames = Least(MaxFrames, rules.MaxFrames),
        MaxTotalPixels = Least(MaxTotalPixels, rules.MaxTotalPixels),
        MaxWidth = Least(MaxWidth, rules.MaxWidth),
        MaxHeight = Least(MaxHeight, rules.MaxHeight),
        MinWidth = Most(MinWidth, rules.MinWidth),
        MinHeight = Most(MinHeight, rules.MinHeight),
    };

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> => other is null || one?.CompareTo(other.Value) < 0 ? one : other;

    private static int? Most(int? one, int? other) => other is null || one > other ? one : other;
}
