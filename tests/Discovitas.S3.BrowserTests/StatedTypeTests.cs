using System.Collections.Concurrent;
using Amazon.S3.Model;
using Xunit.Abstractions;

namespace Discovitas.S3.BrowserTests;

/// <summary>Whatever type a client states, its bytes run in no browser that opens the file's URL.</summary>
public sealed class StatedTypeTests(ITestOutputHelper output)
{
    private const int Batch = 250;

    private const string Html = "<!doctype html><html><body><script>parent.postMessage(location.href, '*')</script>";

    private const string Svg =
        "<svg xmlns='http://www.w3.org/2000/svg'><script>parent.postMessage(location.href, '*')</script></svg>";

    // All of them take minutes: Browsers__EachType=1 opens them, as CI does.
    private static readonly bool EachType = Environment.GetEnvironmentVariable("Browsers__EachType") is "1";

    private static readonly string[] Suspects = ["html", "xml", "svg", "script", "unknown"];

    [BrowserFact]
    public async Task AnyStatedType_OfHtmlOrSvg_RunsNothing()
    {
        await using var store = await Store.OpenAsync(StoreKind.Local);
        using var client = S3Client.Create(store.Settings);
        var s3 = new S3Service(client, store.Settings);
        string[] all = [.. await StatedTypes.RegisteredAsync(), .. StatedTypes.MadeUp()];
        var types = EachType ? all : [.. all.Where((type, index) => index % 10 == 0 || IsSuspect(type))];
        var (files, rejected) = await StoreAsync(s3, types);
        await using var page = await FramesPage.OpenAsync(await PutAsync(store, "page", FramesPage.Html, "text/html"));

        var ran = await OpenAsync(page, store, files);

        output.WriteLine($"{types.Length} types, {files.Count} files opened, {rejected} rejected, {ran.Count} ran");
        ran.Should().BeEmpty();
        files.Should().HaveCountGreaterThan(types.Length);
        types.Should().HaveCountGreaterThan(EachType ? 2500 : 250);
    }

    // Shows that the test above would find what runs.
    [BrowserFact]
    public async Task TheSameBytes_WithoutTheService_Run()
    {
        await using var store = await Store.OpenAsync(StoreKind.Local);
        var files = new Dictionary<string, string>
        {
            [await PutAsync(store, "html", Html, "text/html")] = "text/html",
            [await PutAsync(store, "unknown", Html, "application/unknown")] = "application/unknown",
            [await PutAsync(store, "svg", Svg, "image/svg+xml")] = "image/svg+xml",
            [await PutAsync(store, "plain", Html, "text/plain")] = "text/plain",
        };
        await using var page = await FramesPage.OpenAsync(await PutAsync(store, "page", FramesPage.Html, "text/html"));

        var ran = await OpenAsync(page, store, files);

        ran.Should().BeEquivalentTo("text/html", "application/unknown", "image/svg+xml");
    }

    private static bool IsSuspect(string type) =>
        Suspects.Any(suspect => type.Contains(suspect, StringComparison.OrdinalIgnoreCase));

    private static async Task<(IReadOnlyDictionary<string, string> Files, int Rejected)> StoreAsync(
        S3Service s3, IReadOnlyCollection<string> types)
    {
        var files = new ConcurrentDictionary<string, string>();
        var rejected = 0;
        var wanted = types.SelectMany(type => new[] { (Type: type, Text: Html), (Type: type, Text: Svg) });
        await Parallel.ForEachAsync(wanted, async (file, token) =>
        {
            try
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(file.Text);
                var request = new FileUploadRequest("a.bin", file.Type, bytes) { Disposition = FileDisposition.Inline };
                files[await s3.UploadAsync(request, token)] = file.Type;
            }
            catch (UploadRejectedException)
            {
                Interlocked.Increment(ref rejected);
            }
        });
        return (files, rejected);
    }

    /// <returns>The types whose files have run.</returns>
    private static async Task<IReadOnlyList<string>> OpenAsync(
        FramesPage page, Store store, IReadOnlyDictionary<string, string> files)
    {
        var control = await PutAsync(store, "control", Html, "text/html");
        var ran = new List<string>();
        foreach (var batch in files.Keys.Chunk(Batch))
        {
            ran.AddRange((await page.OpenAsync(batch, control)).Select(url => files[url]));
        }

        return ran;
    }

    private static async Task<string> PutAsync(Store store, string key, string text, string type)
    {
        await store.Client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = store.Settings.Bucket,
            Key = key,
            ContentBody = text,
            ContentType = type,
        });
        return $"{store.Server!.ServiceUrl}/{store.Settings.Bucket}/{key}";
    }
}
