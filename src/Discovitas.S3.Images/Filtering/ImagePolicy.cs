using Discovitas.S3.Images.Limits;

namespace Discovitas.S3.Images.Filtering;

/// <summary>What is done with the pictures of one upload.</summary>
/// <param name="RemovesMetadata">Whether metadata is removed.</param>
/// <param name="OnUnsupported">What happens to what cannot be checked or cleaned.</param>
/// <param name="Limits">What a picture may be.</param>
internal sealed record ImagePolicy(bool RemovesMetadata, UnsupportedImages OnUnsupported, ImageLimits Limits)
{
    /// <summary>Gets whether a picture that is not as its format has it is rejected.</summary>
    internal bool RejectsBroken => RemovesMetadata || RejectsUnsupported;

    /// <summary>Gets whether a picture that cannot be checked or cleaned is rejected.</summary>
    internal bool RejectsUnsupported => OnUnsupported == UnsupportedImages.Reject;

    /// <summary>Returns what a store does.</summary>
    internal static ImagePolicy From(ImageOptions options) =>
        new(options.RemoveMetadata, options.OnUnsupported, ImageLimits.From(options));

    /// <summary>Returns the same, narrowed by the rules of one upload.</summary>
    internal ImagePolicy With(ImageRules? rules) => rules is null
        ? this
        : new(RemovesMetadata || rules.RemoveMetadata, OnUnsupported, Limits.With(rules));
}
