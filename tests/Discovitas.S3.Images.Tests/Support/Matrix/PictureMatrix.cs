using System.Text.Json;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>
/// Every structure of a picture with every kind of metadata that its format can have, with all kinds, and with none.
/// All is made at once, since a program's start takes longer than its work.
/// </summary>
public sealed class PictureMatrix : IAsyncLifetime
{
    /// <summary>The collection of tests that share the pictures.</summary>
    public const string Name = "matrix";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("matrix");
    private readonly Sources _sources;
    private readonly Dictionary<(string, string?), Picture> _pictures = [];
    private Dictionary<string, Dictionary<string, string>> _tags = [];
    private Dictionary<string, string> _shown = [];

    public PictureMatrix() => _sources = new(_folder.FullName);

    /// <summary>Gets why the pictures cannot be made; null if they can.</summary>
    public static string? Missing { get; } = Program.MissingOf(
        "exiftool", "convert", "identify", "cwebp", "gif2webp", "cjpeg", "ffmpeg", "vips");

    /// <summary>Gets the kinds of metadata that a structure is tested with.</summary>
    internal static IEnumerable<Metadata> KindsOf(Structure structure) =>
        Metadata.All.Where(kind => kind.Formats.Split(' ').Contains(structure.Format))
            .Append(Metadata.Everything(structure.Format));

    internal Picture this[string structure, string? metadata] => _pictures[(structure, metadata)];

    /// <summary>Returns the tags that exiftool finds in a file, by their groups and names.</summary>
    internal Dictionary<string, string> TagsOf(string file) => _tags[file];

    /// <summary>Returns what ImageMagick shows of a file: the signature of each frame's pixels, and its time.</summary>
    internal string ShownOf(string file) => _shown[file];

    public async Task InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        _folder.CreateSubdirectory("original");
        _folder.CreateSubdirectory("cleaned");
        await _sources.CreateAsync();
        await Parallel.ForEachAsync(Structure.All, async (structure, _) =>
            await structure.CreateAsync(_sources, new Picture(structure, null, _folder.FullName).Original));
        AddPictures();
        await WriteTagsAsync();
        foreach (var picture in _pictures.Values)
        {
            await FinishAsync(picture);
        }

        string[] files = [.. _pictures.Values.SelectMany(picture => (string[])[picture.Original, picture.Cleaned])];
        _tags = await ReadTagsAsync(files);
        _shown = await ShowAsync(files);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private void AddPictures()
    {
        foreach (var structure in Structure.All)
        {
            var plain = new Picture(structure, null, _folder.FullName);
            _pictures[(structure.Name, null)] = plain;
            foreach (var kind in KindsOf(structure))
            {
                var picture = plain with { Metadata = kind };
                _pictures[(structure.Name, kind.Name)] = picture;
                File.Copy(plain.Original, picture.Original);
            }
        }
    }

    // One process for all: exiftool takes many commands from a file.
    private async Task WriteTagsAsync()
    {
        var lines = new List<string>();
        foreach (var picture in _pictures.Values.Where(picture => picture.Metadata is { Tags.Length: > 0 }))
        {
            var tags = picture.Metadata!.Tags.Select(_sources.Tag);
            lines.AddRange(["-q", "-overwrite_original", .. tags, picture.Original, "-execute"]);
        }

        var commands = Path.Combine(_folder.FullName, "commands.txt");
        await File.WriteAllLinesAsync(commands, lines);
        await Program.RunAsync("exiftool", "-@", commands);
    }

    private async Task FinishAsync(Picture picture)
    {
        var file = await picture.ReadOriginalAsync();
        file = picture.Metadata?.Change(file, _sources) ?? file;
        await File.WriteAllBytesAsync(picture.Original, file);
        await File.WriteAllBytesAsync(picture.Cleaned, await Support.Cleaned.FromAsync(file));
    }

    private static async Task<Dictionary<string, Dictionary<string, string>>> ReadTagsAsync(string[] files)
    {
        var json = await Program.RunAsync("exiftool", ["-j", "-a", "-u", "-n", "-s", "-ee", "-G1", .. files]);
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateArray().ToDictionary(
            file => file.GetProperty("SourceFile").GetString()!,
            file => file.EnumerateObject().GroupBy(tag => tag.Name)
                .ToDictionary(tags => tags.Key, tags => string.Join('\n', tags.Select(tag => tag.Value.ToString()))));
    }

    private static async Task<Dictionary<string, string>> ShowAsync(string[] files)
    {
        const string format = "%d/%f\t%m %# %w %h %T %[colorspace] %A\n";
        var lines = await Program.RunAsync("identify", ["-quiet", "-format", format, .. files]);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .GroupBy(line => line[0], line => line[1])
            .ToDictionary(file => file.Key, file => string.Join('\n', file));
    }
}
