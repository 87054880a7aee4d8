namespace Discovitas.S3.Images.Steps;

/// <summary>Overwrites parts of what is copied.</summary>
internal abstract class Mask
{
    /// <summary>Changes bytes that stand at an offset of what is masked.</summary>
    internal abstract void Apply(Span<byte> bytes, long offset);
}
