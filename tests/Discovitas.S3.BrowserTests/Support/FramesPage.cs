using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// A page that opens URLs in frames, many at a time, and is told by those whose content runs a script.
/// </summary>
internal sealed class FramesPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly SemaphoreSlim _ended = new(0);

    private FramesPage(IBrowserContext context, IPage page)
    {
        _context = context;
        _page = page;
        _page.RequestFinished += (_, _) => _ended.Release();
        _page.RequestFailed += (_, _) => _ended.Release();
    }

    internal const string Html =
        "<!doctype html><body><script>window.ran = []; onmessage = e => window.ran.push(e.data);</script>";

    /// <param name="address">
    /// The page itself, <see cref="Html"/>. At the site of the frames, Chromium needs no process of its own for each.
    /// </param>
    internal static async Task<FramesPage> OpenAsync(string address)
    {
        // A file that the browser saves is not what is tested, so that each such download ends at once.
        var context = await Chromium.NewContextAsync(new() { AcceptDownloads = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return new FramesPage(context, page);
    }

    /// <summary>Opens the URLs and, after they have all ended, one more whose content runs.</summary>
    /// <returns>The URLs whose content has run.</returns>
    internal async Task<IReadOnlyList<string>> OpenAsync(IReadOnlyCollection<string> urls, string last)
    {
        await AddAsync(urls);
        for (var left = urls.Count; left > 0; left--)
        {
            (await _ended.WaitAsync(TimeSpan.FromSeconds(60))).Should().BeTrue("every request ends");
        }

        await AddAsync([last]);
        await _page.WaitForFunctionAsync("url => window.ran.includes(url)", last);
        await _ended.WaitAsync();
        var ran = await _page.EvaluateAsync<string[]>("last => window.ran.filter(url => url !== last)", last);
        await _page.EvaluateAsync("() => { window.ran = []; document.body.replaceChildren(); }");
        return ran;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _ended.Dispose();
    }

    private async Task AddAsync(IReadOnlyCollection<string> urls) => await _page.EvaluateAsync(
        """
        urls => urls.forEach(url => {
            const frame = document.createElement("iframe");
            frame.src = url;
            document.body.append(frame);
        })
        """,
        urls);
}
