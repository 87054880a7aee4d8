using System.Text.Json;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>What exiftool finds in a picture.</summary>
internal static class Exiftool
{
    // The file itself, and what a decoder needs. Everything else is metadata.
    private static readonly string[] Needed =
    [
        "SourceFile", "ExifTool:", "System:", "Composite:", "File:", "JFIF:", "GIF:", "RIFF:", "Adobe:", "ICC",
        "APP14:",
        "QuickTime:", "Meta:PrimaryItemReference", "Meta:MetaImageSize", "Meta:Free",
        "IFD0:Orientation", "PNG:ImageWidth", "PNG:ImageHeight", "PNG:BitDepth", "PNG:ColorType", "PNG:Compression",
        "PNG:Filter", "PNG:Interlace", "PNG:Palette", "PNG:Transparency", "PNG:Gamma", "PNG:BackgroundColor",
        "PNG:WhitePoint", "PNG:Red", "PNG:Green", "PNG:Blue", "PNG-pHYs:", "PNG:SRGBRendering",
        "PNG:SignificantBits", "PNG:PixelUnits", "PNG:ProfileName",
    ];

    /// <summary>Returns the names of the tags that are metadata, with their groups.</summary>
    internal static async Task<string[]> MetadataAsync(string file)
    {
        var tags = await TagsAsync(file);
        return [.. tags.Where(tag => !IsNeeded(tag.Name) || IsSecret(tag)).Select(tag => $"{tag.Name}={tag.Value}")];
    }

    internal static async Task<string?> OrientationAsync(string file) =>
        (await TagsAsync(file)).FirstOrDefault(tag => tag.Name == "IFD0:Orientation").Value;

    private static async Task<List<(string Name, string Value)>> TagsAsync(string file)
    {
        var json = await Program.RunAsync("exiftool", "-j", "-a", "-u", "-n", "-G1", file);
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement[0].EnumerateObject().Select(tag => (tag.Name, tag.Value.ToString()))];
    }

    private static bool IsNeeded(string name) =>
        Needed.Any(needed => name.StartsWith(needed, StringComparison.Ordinal));

    private static bool IsSecret((string Name, string Value) tag) =>
        tag.Name is "File:Comment" || tag.Value.Contains(Corpus.Secret, StringComparison.Ordinal);
}
