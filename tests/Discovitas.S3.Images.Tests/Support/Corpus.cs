namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Makes pictures with ImageMagick and libwebp, and puts metadata into them with exiftool.</summary>
public sealed class Corpus : IDisposable
{
    /// <summary>Stands in every text that must not remain.</summary>
    internal const string Secret = "Secret7431";

    internal static readonly string[] Metadata =
    [
        "-GPSLatitude=52.5163", "-GPSLatitudeRef=N", "-GPSLongitude=13.3777", "-GPSLongitudeRef=E",
        $"-SerialNumber={Secret}", $"-Make={Secret}", $"-Model={Secret}", $"-Artist={Secret}", $"-Copyright={Secret}",
        "-DateTimeOriginal=2021:03:04 05:06:07", $"-UserComment={Secret}", $"-ImageDescription={Secret}",
        $"-XMP-dc:Creator={Secret}", $"-XMP-dc:Description={Secret}", "-XMP-exif:GPSLatitude=52.5163",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("images");
    private readonly string[] _plasma =
        ["-size", "96x64", "-seed", "7", "plasma:tomato-steelblue", "-depth", "8"];

    internal string FileOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Makes a picture with every kind of metadata that exiftool writes into its format.</summary>
    internal async Task<string> CreateAsync(string kind, byte[]? profile = null)
    {
        var file = FileOf($"{Guid.NewGuid():N}.{kind.Split('-')[0]}");
        await DrawAsync(kind, file);
        if (!file.EndsWith(".gif", StringComparison.Ordinal))
        {
            await AddTagsAsync(file, ["-n", "-Orientation=6", .. Metadata]);
        }

        if (profile is not null)
        {
            await File.WriteAllBytesAsync(file + ".icc", profile);
            await AddTagsAsync(file, $"-ICC_Profile<={file}.icc");
        }

        await AddOwnAsync(file);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task DrawAsync(string kind, string file)
    {
        string[] animation = ["-delay", "15", "-loop", "3", "-size", "40x30", "xc:red", "xc:lime", "xc:blue"];
        switch (kind)
        {
            case "webp-lossy" or "webp-lossless":
                var source = FileOf($"{Guid.NewGuid():N}.png");
                await Program.RunAsync("convert", [.. _plasma, source]);
                string[] way = kind == "webp-lossy" ? [] : ["-lossless"];
                await Program.RunAsync("cwebp", ["-quiet", .. way, source, "-o", file]);
                break;
            case "webp-animated":
                var gif = FileOf($"{Guid.NewGuid():N}.gif");
                await Program.RunAsync("convert", [.. animation, gif]);
                await Program.RunAsync("gif2webp", "-quiet", gif, "-o", file);
                break;
            case "gif-animated":
                await Program.RunAsync("convert", [.. animation, file]);
                break;
            default:
                await Program.RunAsync("convert", [.. _plasma, .. Options(kind), file]);
                break;
        }
    }

    private static string[] Options(string kind) => kind switch
    {
        "jpg-progressive" => ["-interlace", "JPEG"],
        "jpg-cmyk" => ["-colorspace", "CMYK"],
        "jpg-gray" or "png-gray" => ["-colorspace", "Gray"],
        "png-16" => ["-depth", "16", "-define", "png:bit-depth=16"],
        "png-interlaced" => ["-interlace", "PNG"],
        "png-palette" or "gif-one" => ["-colors", "16", "-type", "Palette"],
        "png-alpha" => ["-alpha", "set", "-channel", "A", "-evaluate", "set", "40%"],
        _ => [],
    };

    // What only one format has, and what follows the picture.
    private static async Task AddOwnAsync(string file)
    {
        switch (Path.GetExtension(file))
        {
            case ".jpg":
                var thumbnail = file + ".thumb";
                await Program.RunAsync("convert", "-size", "16x16", "xc:red", "JPEG:" + thumbnail);
                await AddTagsAsync(file, $"-ThumbnailImage<={thumbnail}", $"-Comment={Secret}", $"-IPTC:City={Secret}");
                break;
            case ".png":
                await AddTagsAsync(file, $"-PNG:Comment={Secret}", "-PNG:ModifyDate=2021:03:04 05:06:07");
                break;
            case ".gif":
                await AddTagsAsync(file, $"-Comment={Secret}", $"-XMP-dc:Creator={Secret}");
                break;
        }

        await File.AppendAllTextAsync(file, $"trailing {Secret}");
    }

    private static Task<string> AddTagsAsync(string file, params string[] tags) =>
        Program.RunAsync("exiftool", ["-q", "-overwrite_original", .. tags, file]);
}
