namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>A way in which a program stores a picture, without metadata that is put in on purpose.</summary>
/// <param name="Name">The format's extension, and what is odd about it.</param>
/// <param name="Command">
/// The program and its arguments, in which sources in capitals stand for files: <see cref="Sources"/>.
/// </param>
internal sealed record Structure(string Name, string Command)
{
    internal static readonly Structure[] All =
    [
        new("jpg-baseline", "convert RGB OUT"),
        new("jpg-progressive", "convert RGB -interlace JPEG OUT"),
        new("jpg-cmyk", "convert RGB -colorspace CMYK OUT"),
        new("jpg-gray", "convert RGB -colorspace Gray OUT"),
        new("jpg-restarts", "cjpeg -restart 1B -outfile OUT PPM"),
        new("jpg-arithmetic", "cjpeg -arithmetic -progressive -outfile OUT PPM"),
        new("jpg-rgb", "cjpeg -rgb -outfile OUT PPM"),
        new("jpg-scans", "cjpeg -scans SCANS -outfile OUT PPM"),
        new("jpg-filled", "convert RGB OUT"),
        new("jpg-ffmpeg", "ffmpeg -v error -i RGB -pix_fmt yuvj420p -frames:v 1 -update 1 OUT"),
        new("jpg-vips", "vips jpegsave RGB OUT --Q 92 --interlace --subsample-mode off"),
        new("png-8", "convert RGB -density 300 -units PixelsPerInch -background tomato OUT"),
        new("png-16", "convert RGB -depth 16 -define png:bit-depth=16 OUT"),
        new("png-interlaced", "convert RGB -interlace PNG OUT"),
        new("png-palette", "convert RGB -colors 16 -type Palette OUT"),
        new("png-gray", "convert RGB -colorspace Gray OUT"),
        new("png-bilevel", "convert RGB -monochrome OUT"),
        new("png-alpha", "convert ALPHA OUT"),
        new("png-ffmpeg", "ffmpeg -v error -i ALPHA -pix_fmt rgba64be -frames:v 1 -update 1 OUT"),
        new("png-animated", "ffmpeg -v error -i FRAMES -plays 3 -f apng OUT"),
        new("png-vips", "vips pngsave ALPHA OUT --interlace --palette"),
        new("gif-one", "convert RGB -colors 16 OUT"),
        new("gif-interlaced", "convert RGB -interlace GIF OUT"),
        new("gif-transparent", "convert RGB -colors 8 -fuzz 30% -transparent tomato OUT"),
        new("gif-animated", "convert FRAMES OUT"),
        new("gif-ffmpeg", "ffmpeg -v error -i FRAMES -loop 3 OUT"),
        new("gif-vips", "vips gifsave RGB OUT"),
        new("webp-lossy", "cwebp -quiet RGB -o OUT"),
        new("webp-lossless", "cwebp -quiet -lossless RGB -o OUT"),
        new("webp-alpha", "cwebp -quiet ALPHA -o OUT"),
        new("webp-animated", "gif2webp -quiet -mixed FRAMES -o OUT"),
        new("webp-ffmpeg", "ffmpeg -v error -i FRAMES -c:v libwebp_anim -loop 3 OUT"),
        new("webp-vips", "vips webpsave ALPHA OUT --lossless"),
    ];

    /// <summary>Gets the format, as the extension of its files.</summary>
    internal string Format => Name[..Name.IndexOf('-')];

    /// <summary>Makes the file.</summary>
    internal async Task CreateAsync(Sources sources, string file)
    {
        var words = Command.Split(' ').Select(word => word == "OUT" ? file : sources[word]).ToArray();
        await Program.RunAsync(words[0], words[1..]);
        if (Name == "jpg-filled")
        {
            await File.WriteAllBytesAsync(file, JpegMetadata.Fill(await File.ReadAllBytesAsync(file)));
        }
    }
}
