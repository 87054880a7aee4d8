namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>What pictures are made of, as files in a folder.</summary>
internal sealed class Sources(string folder)
{
    internal const int LongLength = 150_000;

    private static readonly string[] Names =
    [
        "RGB.png", "PPM.ppm", "ALPHA.png", "FRAMES.gif", "SCANS.txt", "LONG.txt", "THUMB.jpg", "VIDEO.mp4", "ICC.icc",
    ];

    /// <summary>Returns the path of a source; other words as they are.</summary>
    internal string this[string word] =>
        Array.Find(Names, name => name[..^4] == word) is { } name ? Path.Combine(folder, name) : word;

    /// <summary>Replaces the source behind the last of <c>&lt;=</c>, if there is one.</summary>
    internal string Tag(string tag)
    {
        var at = tag.IndexOf("<=", StringComparison.Ordinal) + 2;
        return at < 2 ? tag : tag[..at] + this[tag[at..]];
    }

    /// <summary>Makes all sources.</summary>
    internal async Task CreateAsync()
    {
        string[] noise = ["-size", "96x64", "-seed", "7", "plasma:tomato-steelblue", "-depth", "8"];
        string[] frames = ["-size", "40x30", "xc:red", "xc:lime", "plasma:blue-yellow"];
        await Program.RunAsync("convert", [.. noise, "PNG24:" + this["RGB"]]);
        await Program.RunAsync("convert", this["RGB"], this["PPM"]);
        await Program.RunAsync(
            "convert", this["RGB"], "-alpha", "set", "-channel", "A", "-fx", "i/w", "PNG32:" + this["ALPHA"]);
        await Program.RunAsync("convert", ["-delay", "15", "-loop", "3", .. frames, this["FRAMES"]]);
        await Program.RunAsync("convert", "-size", "16x16", "xc:red", "-comment", Bytes.Secret, this["THUMB"]);
        await Program.RunAsync(
            "ffmpeg", "-v", "error", "-i", this["FRAMES"], "-metadata", $"title={Bytes.Secret}", "-pix_fmt", "yuv420p",
            this["VIDEO"]);
        await File.WriteAllTextAsync(this["SCANS"], "0;\n1;\n2;\n");
        await File.WriteAllBytesAsync(this["ICC"], ProfileSample.Create(LongLength));
        var words = Enumerable.Range(0, LongLength / 16).Select(i => $"{Bytes.Secret} {i % 1000:D3}, ");
        await File.WriteAllTextAsync(this["LONG"], string.Concat(words));
    }
}
