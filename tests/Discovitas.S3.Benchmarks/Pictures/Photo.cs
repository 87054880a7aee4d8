using System.Buffers.Binary;
using NetVips;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>A picture as a phone takes it: the same bytes with each version of libvips.</summary>
internal static class Photo
{
    internal const string Secret = "Serial7431";

    private const int Seed = 14;
    private const int PreviewWidth = 160;

    /// <summary>
    /// Returns a JPEG with EXIF (GPS, serial number, thumbnail), XMP and a colour profile, and with a small picture
    /// behind its end, to which a segment for multiple pictures points.
    /// </summary>
    internal static byte[] Create(int width, int height, int quality)
    {
        using var picture = Draw(width, height);
        using var small = picture.ThumbnailImage(PreviewWidth);
        var preview = small.JpegsaveBuffer(keep: Enums.ForeignKeep.None);
        using var tagged = picture.Mutate(image => AddMetadata(image, preview));
        return AddSecondPicture(tagged.JpegsaveBuffer(q: quality, profile: "srgb"), preview);
    }

    // Clouds of several sizes, and the noise of a sensor: between them it has as many bytes as a photograph.
    private static Image Draw(int width, int height)
    {
        using var wide = Image.Perlin(width, height, cellSize: height / 4, seed: Seed);
        using var fine = Image.Perlin(width, height, cellSize: height / 40, seed: Seed + 1);
        Image[] bands =
        [
            .. Enumerable.Range(0, 3).Select(
            band => (wide * (60 + (10 * band))) + (fine * (40 - (10 * band)))
                + Image.Gaussnoise(width, height, sigma: 6.5, mean: 120, seed: Seed + 2 + band)),
        ];
        return bands[0].Bandjoin(bands[1..]).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb).CopyMemory();
    }

    private static void AddMetadata(MutableImage image, byte[] preview)
    {
        (string Name, string Value)[] tags =
        [
            ("exif-ifd0-Make", "Maker"), ("exif-ifd0-Model", "Phone"), ("exif-ifd0-Orientation", "6"),
            ("exif-ifd0-DateTime", "2026:11:29 10:11:12"), ("exif-ifd2-BodySerialNumber", Secret),
            ("exif-ifd3-GPSLatitudeRef", "N"), ("exif-ifd3-GPSLatitude", "52/1 30/1 5886/100"),
            ("exif-ifd3-GPSLongitudeRef", "E"), ("exif-ifd3-GPSLongitude", "13/1 22/1 3972/100"),
        ];
        foreach (var (name, value) in tags)
        {
            image.Set(GValue.GStrType, name, value);
        }

        image.Set(GValue.GIntType, "orientation", 6);
        image.Set(GValue.BlobType, "jpeg-thumbnail-data", preview);
        image.Set(
            GValue.BlobType,
            "xmp-data",
            System.Text.Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{Secret}</x:xmpmeta>"));
    }

    private static byte[] AddSecondPicture(byte[] jpeg, byte[] second)
    {
        byte[] payload = [.. "MPF\0"u8, .. "MM\0*\0\0\0\x08\0\0\0\0\0\0"u8];
        var segment = new byte[] { 0xFF, 0xE2, 0, 0 };
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(payload.Length + 2));
        return [.. jpeg.AsSpan(0, 2), .. segment, .. payload, .. jpeg.AsSpan(2), .. second];
    }
}
