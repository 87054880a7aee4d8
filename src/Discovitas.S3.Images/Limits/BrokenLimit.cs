namespace Discovitas.S3.Images.Limits;

/// <summary>A limit that a picture breaks.</summary>
/// <param name="Name">The limit: <c>MaxPixels</c>.</param>
/// <param name="Limit">What it allows.</param>
/// <param name="Value">What the picture has.</param>
internal sealed record BrokenLimit(string Name, long Limit, Int128 Value);
