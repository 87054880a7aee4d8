namespace Discovitas.S3.Images.Steps;

/// <summary>Replaces what is copied by zeros: as many as bytes really come, whatever a length says.</summary>
internal sealed class BlankMask : Mask
{
    internal override void Apply(Span<byte> bytes, long offset) => bytes.Clear();
}
