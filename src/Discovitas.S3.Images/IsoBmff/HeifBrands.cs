namespace Discovitas.S3.Images.IsoBmff;

/// <summary>What a file says it is, <c>ftyp</c> (ISO/IEC 14496-12, section 4.3).</summary>
internal static class HeifBrands
{
    private const int HeadLength = 8;
    private const int BrandLength = 4;

    // Sequences: their pictures are not items.
    private static readonly string[] Sequences = ["avis", "hevc", "hevx", "hevm", "hevs", "msf1"];

    private static readonly string[] Known =
    [
        "avif", "avio", "heic", "heix", "heim", "heis", "mif1", "mif2", "miaf", "1pic",
        "MA1A", "MA1B", "MiAB", "MiAn", "MiBr", "MiCm", "MiHA", "MiHB", "MiHE", "MiPr",
    ];

    /// <summary>Returns the content of the box without what are no known brands.</summary>
    internal static byte[] Clean(ReadOnlySpan<byte> content)
    {
        HeifProblemException.Require(
            content.Length >= HeadLength && content.Length % BrandLength == 0, "a box ftyp has brands of 4 bytes");
        var cleaned = content.ToArray();
        for (var at = 0; at < cleaned.Length; at += BrandLength)
        {
            var brand = cleaned.AsSpan(at, BrandLength);
            HeifProblemException.Reject(at != BrandLength && IsIn(Sequences, brand), "it is a sequence of pictures");
            if (at == BrandLength)
            {
                brand.Clear();
            }
            else if (!IsIn(Known, brand))
            {
                "mif1"u8.CopyTo(brand);
            }
        }

        return cleaned;
    }

    private static bool IsIn(string[] brands, ReadOnlySpan<byte> brand)
    {
        Span<char> text = stackalloc char[BrandLength];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)brand[i];
        }

        foreach (var known in brands)
        {
            if (text.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
