using System.Text.Json;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>Content types as a hostile client may state them.</summary>
internal static class StatedTypes
{
    private const int Seed = 20261124;

    private static readonly string[] Tricks =
    [
        "application/unknown", "Application/Unknown", "unknown/unknown", "UNKNOWN/UNKNOWN; charset=utf-8",
        "application/unknown; x=y", "TEXT/HTML", "text/html; charset=utf-7", "text/html; x=\"image/png\"",
        "image/png; x=\"text/html\"", "image/png; charset=text/html", "text/plain; charset=utf-16", "image/svg+xml",
        "image/SVG+XML; charset=utf-8", "text/x-html", "text/htm", "application/html", "image/svg", "text/svg",
        "application/x-unknown", "content/unknown", "www/unknown", "multipart/x-mixed-replace; boundary=x",
        "multipart/related", "message/rfc822", "text/cache-manifest", "text/vtt", "text/xsl", "text/css",
    ];

    private static readonly string[] Types = ["text", "application", "image", "audio", "video", "font", "x-made-up"];
    private static readonly string[] Endings = ["", "+xml", "+html", "+json", "-html", ".html", ".svg", "+svg"];
    private static readonly string[] Parameters = ["", "; charset=utf-8", "; charset=utf-7", "; x=\"text/html\""];

    /// <summary>Returns all types that IANA and others have registered, as npm's mime-db lists them.</summary>
    internal static async Task<IReadOnlyList<string>> RegisteredAsync()
    {
        var json = await File.ReadAllTextAsync(await Bundles.PathInPackageAsync("mime-db", "db.json"));
        using var types = JsonDocument.Parse(json);
        return [.. types.RootElement.EnumerateObject().Select(type => type.Name)];
    }

    /// <summary>Returns two hundred types that nobody has registered: tricks, and random ones.</summary>
    internal static IReadOnlyList<string> MadeUp()
    {
        var random = new Random(Seed);
        var types = Tricks.ToHashSet(StringComparer.Ordinal);
        while (types.Count < 200)
        {
            var length = random.Next(1, 12);
            var name = new string([.. Enumerable.Range(0, length).Select(_ => (char)random.Next('a', '{'))]);
            types.Add($"{Pick(random, Types)}/{name}{Pick(random, Endings)}{Pick(random, Parameters)}");
        }

        return [.. types];
    }

    private static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];
}
