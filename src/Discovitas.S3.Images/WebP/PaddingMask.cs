using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.WebP;

/// <summary>Replaces the byte that makes a chunk's length even by a zero.</summary>
/// <param name="length">The length that the chunk states.</param>
internal sealed class PaddingMask(uint length) : Mask
{
    internal override void Apply(Span<byte> bytes, long offset)
    {
        if (offset + bytes.Length > length)
        {
            bytes[(int)Math.Max(0, length - offset)..].Clear();
        }
    }
}
