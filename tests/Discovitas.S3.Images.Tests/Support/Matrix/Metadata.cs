namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>A kind of metadata.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Formats">The formats that can have it.</param>
internal sealed record Metadata(string Name, string Formats)
{
    private const string Secret = Bytes.Secret;

    internal static readonly Metadata[] All =
    [
        new("camera", "jpg png webp")
        {
            IsShown = true,
            Tags =
            [
                "-Orientation#=6", "-GPSLatitude=52.5163", "-GPSLatitudeRef=N", "-GPSLongitude=13.3777",
                "-GPSLongitudeRef=E", $"-SerialNumber={Secret}", $"-LensSerialNumber={Secret}", $"-Make={Secret}",
                $"-Model={Secret}", $"-Artist={Secret}", $"-Copyright={Secret}", $"-OwnerName={Secret}",
                "-DateTimeOriginal=2021:03:04 05:06:07", $"-UserComment={Secret}", $"-ImageUniqueID={Secret}",
            ],
        },
        new("maker notes", "jpg png webp") { IsShown = true, Change = (file, _) => Exif(file) },
        new("xmp", "jpg png gif webp")
        {
            Tags = [$"-XMP-dc:Creator={Secret}", "-XMP-exif:GPSLatitude=52.5163", $"-XMP-aux:SerialNumber={Secret}"],
        },
        new("xmp over segments", "jpg png gif webp") { Tags = ["-XMP-dc:Description<=LONG"] },
        new("iptc", "jpg png") { Tags = [$"-IPTC:City={Secret}", $"-IPTC:By-line={Secret}"] },
        new("photoshop", "jpg") { Tags = [$"-Photoshop:URL={Secret}", "-Photoshop:CopyrightFlag=1"] },
        new("thumbnail", "jpg") { Tags = ["-ThumbnailImage<=THUMB"] },
        new("comment", "jpg png gif") { Tags = [$"-Comment={Secret}"] },
        new("packed text", "png") { Tags = ["-z", "-PNG:Description<=LONG"] },
        new("time", "png") { Tags = ["-PNG:ModifyDate=2021:03:04 05:06:07"] },
        new("colour profile", "jpg png webp") { IsShown = true, Tags = ["-ICC_Profile<=ICC"] },
        new("motion photo", "jpg")
        {
            Tags = ["-XMP-GCamera:MicroVideo=1", "-XMP-GCamera:MotionPhoto=1", "-XMP-GCamera:MicroVideoVersion=1"],
            Change = (file, sources) => [.. file, .. File.ReadAllBytes(sources["VIDEO"])],
        },
        new("second picture", "jpg")
        {
            Change = (file, sources) => JpegMetadata.AddPicture(file, File.ReadAllBytes(sources["THUMB"])),
        },
        new("jfxx", "jpg")
        {
            Change = (file, sources) => JpegMetadata.Add(
                file, Bytes.Segment(0xE0, [.. "JFXX\0\x10"u8, .. File.ReadAllBytes(sources["THUMB"])])),
        },
        new("c2pa", "jpg png gif webp") { Change = (file, _) => Provenance(file) },
        new("applications", "jpg png gif webp") { Change = (file, _) => Applications(file) },
        new("late", "jpg png gif webp") { Change = (file, _) => Late(file) },
        new("trailer", "jpg png gif webp") { Change = (file, _) => [.. file, .. Bytes.TextOf($"trailing {Secret}")] },
    ];

    /// <summary>Gets whether a part of it is shown, and so is kept: orientation and colours.</summary>
    internal bool IsShown { get; init; }

    /// <summary>Gets what exiftool writes; a source behind <c>&lt;=</c> stands for its file.</summary>
    internal string[] Tags { get; init; } = [];

    /// <summary>Gets what is done by hand after that.</summary>
    internal Func<byte[], Sources, byte[]> Change { get; init; } = (file, _) => file;

    /// <summary>All kinds at once that a format can have.</summary>
    internal static Metadata Everything(string format)
    {
        var kinds = All.Where(kind => kind.Formats.Split(' ').Contains(format)).ToArray();
        return new("everything", format)
        {
            IsShown = true,
            Tags = [.. kinds.SelectMany(kind => kind.Tags)],
            Change = (file, sources) => kinds.Aggregate(file, (changed, kind) => kind.Change(changed, sources)),
        };
    }

    private static byte[] Exif(byte[] file) => (char)file[0] switch
    {
        'R' => WebPMetadata.Add(file, "EXIF", ExifSample.Bytes),
        (char)0x89 => PngMetadata.Add(file, Bytes.Chunk("eXIf", ExifSample.Bytes)),
        _ => JpegMetadata.Add(file, Bytes.Segment(0xE1, [.. "Exif\0\0"u8, .. ExifSample.Bytes])),
    };

    private static byte[] Provenance(byte[] file) => (char)file[0] switch
    {
        'R' => WebPMetadata.Add(file, "C2PA", Jumbf.Bytes),
        'G' => GifMetadata.Add(file, Bytes.Extension(0xFF, [.. "C2PA_GIF"u8, 1, 0, 0], Jumbf.Bytes)),
        (char)0x89 => PngMetadata.Add(file, Bytes.Chunk("caBX", Jumbf.Bytes)),
        _ => JpegMetadata.Add(file, Jumbf.Segments()),
    };

    private static byte[] Applications(byte[] file) => (char)file[0] switch
    {
        'R' => WebPMetadata.Add(WebPMetadata.Add(file, "priv", Bytes.TextOf(Secret)), "JUNK", Bytes.TextOf(Secret)),
        'G' => GifMetadata.AddApplications(file),
        (char)0x89 => PngMetadata.AddTexts(file),
        _ => JpegMetadata.AddApplications(file),
    };

    private static byte[] Late(byte[] file) => (char)file[0] switch
    {
        'R' => WebPMetadata.MoveToFront(WebPMetadata.Add(
            WebPMetadata.Add(file, "EXIF", Bytes.ExifOf(1)), "XMP ", Bytes.TextOf(Secret))),
        'G' => GifMetadata.AddLate(file, Bytes.Extension(0xFE, Bytes.TextOf(Secret), Bytes.TextOf(Secret))),
        (char)0x89 => PngMetadata.AddLate(
            file, [.. Bytes.Chunk("tEXt", Bytes.TextOf($"Late\0{Secret}")), .. Bytes.Chunk("eXIf", Bytes.ExifOf(1))]),
        _ => JpegMetadata.AddLate(file, [.. Bytes.Segment(0xFE, Secret), .. Bytes.JpegExif(1)]),
    };
}
