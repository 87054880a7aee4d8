using System.Buffers.Binary;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Makes HEIC and AVIF with libheif and libavif, and puts metadata into them with exiftool.</summary>
public sealed class HeifCorpus : IDisposable
{
    // The program, the format, and its options.
    private static readonly Dictionary<string, (string Program, string Format, string Options)> Kinds = new()
    {
        ["heic"] = ("heif-enc", "heic", "opaque.jpg -L"),
        ["heic-thumbnail"] = ("heif-enc", "heic", "opaque.jpg -t 64"),
        ["heic-alpha"] = ("heif-enc", "heic", "clear.png"),
        ["heic-premultiplied"] = ("heif-enc", "heic", "clear.png --premultiplied-alpha"),
        ["heic-alpha-thumbnail"] = ("heif-enc", "heic", "clear.png -t 64"),
        ["heic-10-bits"] = ("heif-enc", "heic", "deep.png -b 10"),
        ["heic-two-pictures"] = ("heif-enc", "heic", "opaque.jpg other.png"),
        ["heic-two-profiles"] = ("heif-enc", "heic", "opaque.jpg --enable-two-colr-boxes"),
        ["avif-thumbnail"] = ("heif-enc", "avif", "opaque.jpg -A -t 64"),
        ["avif-alpha-thumbnail"] = ("heif-enc", "avif", "clear.png -A -t 64"),
        ["avif"] = ("avifenc", "avif", "opaque.jpg"),
        ["avif-lossless"] = ("avifenc", "avif", "opaque.jpg -l"),
        ["avif-alpha"] = ("avifenc", "avif", "clear.png"),
        ["avif-premultiplied"] = ("avifenc", "avif", "clear.png -p"),
        ["avif-10-bits"] = ("avifenc", "avif", "deep.png -d 10"),
        ["avif-12-bits"] = ("avifenc", "avif", "deep.png -d 12"),
        ["avif-gray"] = ("avifenc", "avif", "other.png -y 400"),
        ["avif-grid"] = ("avifenc", "avif", "opaque.jpg --grid 2x1"),
        ["avif-alpha-grid"] = ("avifenc", "avif", "clear.png --grid 2x2"),
        ["avif-turned"] = ("avifenc", "avif", "opaque.jpg --irot 3"),
        ["avif-mirrored"] = ("avifenc", "avif", "opaque.jpg --irot 1 --imir 0"),
        ["avif-cropped"] = ("avifenc", "avif", "opaque.jpg --crop 16,8,64,32 --pasp 2,1"),
        ["avif-metadata"] = ("avifenc", "avif", "opaque.jpg --exif blob --xmp blob"),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heif");
    private readonly Lazy<Task> _sources;

    public HeifCorpus() => _sources = new(CreateSourcesAsync);

    internal static IEnumerable<string> Names =>
        [.. Kinds.Keys, "heic-grid", "heic-wide-grid", "avif-messages"];

    /// <summary>Makes a picture with what programs write into it.</summary>
    internal async Task<string> CreateAsync(string kind)
    {
        await _sources.Value;
        if (!Kinds.TryGetValue(kind, out var how))
        {
            return kind == "avif-messages"
                ? await CreateMessagesAsync()
                : await CreateGridAsync(kind == "heic-wide-grid");
        }

        var (program, format, options) = how;
        var file = FileOf($"{Guid.NewGuid():N}.{format}");
        var sources = options.Split(' ').Select(part => part.Contains('.', StringComparison.Ordinal) || part == "blob"
            ? FileOf(part)
            : part);
        string[] small = program == "avifenc" ? ["-s", "9"] : [];
        await Program.RunAsync(program, [.. sources, .. small, "-o", file]);
        if (kind != "avif-metadata")
        {
            await Program.RunAsync("exiftool", ["-q", "-overwrite_original", "-n", .. Corpus.Metadata, file]);
        }

        await File.AppendAllBytesAsync(file, HeaderSamples.Box("mpvd", Bytes.TextOf(Corpus.Secret)));
        return file;
    }

    /// <summary>Returns what a decoder makes of a picture.</summary>
    internal async Task<string> ShownAsync(string file)
    {
        var shown = FileOf($"{Guid.NewGuid():N}.png");
        var program = file.EndsWith(".heic", StringComparison.Ordinal) ? "heif-convert" : "avifdec";
        await Program.RunAsync(program, file, shown);

        // heif-convert numbers the pictures of a file that has several: the primary one comes first.
        shown = File.Exists(shown) ? shown : shown.Replace(".png", "-1.png", StringComparison.Ordinal);
        return await Program.RunAsync("identify", "-quiet", "-format", "%# %w %h %z %A\n", shown);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);

    // As phones write it: heif-enc makes the tile, and no program at hand the rest.
    private async Task<string> CreateGridAsync(bool isWide)
    {
        var file = FileOf($"{Guid.NewGuid():N}.heic");
        await Program.RunAsync("heif-enc", FileOf("tile.png"), "-o", file);
        var tile = await File.ReadAllBytesAsync(file);
        byte[] exif = [0, 0, 0, 6, .. "Exif\0\0"u8, .. Bytes.ExifOf(3)];
        byte[] text = [5, 10, .. Bytes.TextOf(Corpus.Secret), 0x80];
        byte[] data =
        [
            .. Hevc.Unit(4, 35, 0x50), .. Hevc.Unit(4, 39, text), .. BoxOf(tile, "mdat")[8..],
            .. Hevc.Unit(4, 40, text), .. Hevc.Unit(4, 38, text), .. Hevc.Unit(4, 48, text),
        ];
        var grid = new HeifFile
        {
            IsWide = isWide,
            Infos = [(1, "grid", "\0"), (2, "hvc1", "\0"), (3, "hvc1", "\0"), (4, "Exif", "\0")],
            Locations = [(1, 1, 0, 8), (2, 0, exif.Length, data.Length), (3, 0, exif.Length, data.Length),
                (4, 0, 0, exif.Length)],
            References = [("dimg", 1, [2, 3]), ("cdsc", 4, [1])],
            Properties = [BoxOf(tile, "hvcC"), HeifFile.Size(64, 64), HeifFile.Size(128, 64),
                HeaderSamples.Box("irot", 3)],
            Associations = [[1, 3, 0x84], [2, 0x81, 2], [3, 0x81, 2]],
            InMeta = HeaderSamples.Box("idat", 0, 0, 0, 1, 0, 128, 0, 64),
            Data = [.. exif, .. data],
        };
        await File.WriteAllBytesAsync(file, grid.ToArray());
        return file;
    }

    // No program at hand writes messages into the data.
    private async Task<string> CreateMessagesAsync()
    {
        var file = FileOf($"{Guid.NewGuid():N}.avif");
        await Program.RunAsync("avifenc", FileOf("tile.png"), "-s", "9", "-o", file);
        var tile = await File.ReadAllBytesAsync(file);
        var text = Bytes.TextOf(Corpus.Secret);
        byte[] exif = [0, 0, 0, 6, .. "Exif\0\0"u8, .. Bytes.ExifOf(3)];
        byte[] data =
        [
            .. Av1.Unit(5, [4, 0xB5, .. text, 0x80]), .. Av1.Unit(9, text), .. BoxOf(tile, "mdat")[8..],
            .. Av1.Unit(5, [4, 0xB5, .. text, 0x80]), .. Av1.Unit(15, [.. text, 0x80]),
        ];
        var picture = Av1.Of([], data) with
        {
            Infos = [(1, "av01", "\0"), (2, "Exif", "\0")],
            Locations = [(1, 0, exif.Length, data.Length), (2, 0, 0, exif.Length)],
            References = [("cdsc", 2, [1])],
            Properties = [BoxOf(tile, "av1C"), HeifFile.Size(64, 64), BoxOf(tile, "pixi")],
            Associations = [[1, 0x81, 2, 3]],
            Data = [.. exif, .. data],
        };
        await File.WriteAllBytesAsync(file, picture.ToArray());
        return file;
    }

    private static byte[] BoxOf(byte[] file, string type)
    {
        var start = file.AsSpan().IndexOf(Bytes.TextOf(type)) - 4;
        return file[start..(start + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start)))];
    }

    private async Task CreateSourcesAsync()
    {
        string[] picture = ["-size", "256x128", "-seed", "7", "plasma:tomato-navy"];
        await Program.RunAsync("convert", [.. picture, "-quality", "95", FileOf("opaque.jpg")]);
        await Program.RunAsync("convert", [.. picture, "-depth", "16", "PNG48:" + FileOf("deep.png")]);
        await Program.RunAsync("convert", "-size", "64x64", "plasma:tomato-navy", "PNG24:" + FileOf("tile.png"));
        await Program.RunAsync("convert", [.. picture, "-rotate", "180", FileOf("other.png")]);
        string[] transparency = ["-alpha", "set", "-channel", "A", "-evaluate", "set", "40%"];
        await Program.RunAsync("convert", [.. picture, .. transparency, "PNG32:" + FileOf("clear.png")]);
        await File.WriteAllBytesAsync(FileOf("blob"), Bytes.ExifOf(6));
        await File.WriteAllBytesAsync(FileOf("profile"), ProfileSample.Bytes);
        string[] tags = [$"-ICC_Profile<={FileOf("profile")}", .. Corpus.Metadata];
        await Program.RunAsync("exiftool", ["-q", "-overwrite_original", .. tags, FileOf("opaque.jpg")]);
    }
}
