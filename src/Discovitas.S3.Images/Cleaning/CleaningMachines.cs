using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Gif;
using Discovitas.S3.Images.IsoBmff;
using Discovitas.S3.Images.Jpeg;
using Discovitas.S3.Images.Png;
using Discovitas.S3.Images.Steps;
using Discovitas.S3.Images.WebP;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>The cleaners of each format.</summary>
internal static class CleaningMachines
{
    /// <summary>Returns the cleaner of a format; null if it has none.</summary>
    internal static StepMachine? For(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => new JpegCleaner(),
        ImageFormat.Png => new PngCleaner(),
        ImageFormat.Gif => new GifCleaner(),
        ImageFormat.WebP => new WebPCleaner(),
        ImageFormat.Heic or ImageFormat.Avif => new HeifCleaner(format),
        _ => null,
    };
}
