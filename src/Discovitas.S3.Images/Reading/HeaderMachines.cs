using Discovitas.S3.Images.Bmp;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Gif;
using Discovitas.S3.Images.IsoBmff;
using Discovitas.S3.Images.Jpeg;
using Discovitas.S3.Images.Png;
using Discovitas.S3.Images.Steps;
using Discovitas.S3.Images.Tiff;
using Discovitas.S3.Images.WebP;

namespace Discovitas.S3.Images.Reading;

/// <summary>The readers of each format.</summary>
internal static class HeaderMachines
{
    /// <summary>Returns the reader of a format; null if it has none.</summary>
    internal static StepMachine? For(ImageFacts facts) => facts.Format switch
    {
        ImageFormat.Jpeg => new JpegHeader(facts),
        ImageFormat.Png => new PngHeader(facts),
        ImageFormat.Gif => new GifHeader(facts),
        ImageFormat.WebP => new WebPHeader(facts),
        ImageFormat.Bmp => new BmpHeader(facts),
        ImageFormat.Tiff => new TiffHeader(facts),
        ImageFormat.Heic or ImageFormat.Avif => new HeifHeader(facts),
        _ => null,
    };
}
