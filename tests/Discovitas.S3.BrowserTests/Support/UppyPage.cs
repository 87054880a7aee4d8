using System.Text.Json;
using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A page with one Uppy on it, in a browser context of its own.</summary>
internal sealed class UppyPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Site _site;
    private readonly BrowserClient _client;
    private readonly PageSetup _setup;

    private UppyPage(IBrowserContext context, IPage page, Site site, (BrowserClient Client, PageSetup Setup) how)
    {
        _context = context;
        _site = site;
        (_client, _setup) = how;
        Page = page;
    }

    internal IPage Page { get; }

    private string Endpoint => (_setup.CrossOrigin ? _site.OtherOrigin : "") + Site.Uploads;

    internal static async Task<UppyPage> OpenAsync(Site site, BrowserClient client, PageSetup? setup = null)
    {
        var context = await Chromium.NewContextAsync();
        setup ??= new PageSetup();
        if (setup.User is not null)
        {
            await context.AddCookiesAsync(
                [new Cookie { Name = TestLogin.Cookie, Value = setup.User, Url = site.Origin }]);
        }

        var page = new UppyPage(context, await context.NewPageAsync(), site, (client, setup));
        await page.GoAsync();
        return page;
    }

    internal async Task<Outcome> UploadAsync(string name, string type, int size)
    {
        await AddAsync(name, type, size);
        await StartAsync();
        return await OutcomeAsync();
    }

    internal Task AddAsync(string name, string type, int size) =>
        Page.EvaluateAsync("file => window.page.add(file)", new { name, type, size });

    /// <summary>Makes the file on the page the rest of an upload that was begun before.</summary>
    internal Task ContinueAsync(MultipartId upload) =>
        Page.EvaluateAsync(
            "upload => window.page.continue(upload)", new { key = upload.Key, uploadId = upload.UploadId });

    internal Task StartAsync() => Page.EvaluateAsync("() => window.page.upload()");

    internal Task PauseAsync() => Page.EvaluateAsync("() => window.page.uppy.pauseAll()");

    internal Task ResumeAsync() => Page.EvaluateAsync("() => window.page.uppy.resumeAll()");

    internal Task RetryAsync() => Page.EvaluateAsync("() => window.page.retry()");

    /// <summary>Cancels, and waits until the endpoints have answered that the upload is aborted.</summary>
    internal async Task CancelAsync()
    {
        var aborted = await Page.RunAndWaitForResponseAsync(
            () => Page.EvaluateAsync("() => window.page.uppy.cancelAll()"),
            response => response.Request.Method == "DELETE");
        aborted.Ok.Should().BeTrue();
    }

    /// <summary>Waits until Uppy has said something as often as that.</summary>
    internal Task WaitForAsync(string eventName, int times = 1) =>
        Page.WaitForFunctionAsync(
            "([name, times]) => window.page.count(name) >= times", new object[] { eventName, times });

    /// <summary>
    /// Reloads the page once Golden Retriever has kept what it needs, and goes on as a user does who presses Resume.
    /// </summary>
    internal async Task ReloadAndResumeAsync()
    {
        await Page.WaitForFunctionAsync("() => window.page.isStored()");
        await GoAsync();
        await WaitForAsync("restored");
        await Page.EvaluateAsync("() => window.page.resumeStored()");
    }

    internal async Task<Outcome> OutcomeAsync()
    {
        await Page.WaitForFunctionAsync("() => window.page.ended");
        var outcome = await Page.EvaluateAsync<string>("async () => JSON.stringify(await window.page.outcome())");
        return JsonSerializer.Deserialize<Outcome>(outcome, JsonSerializerOptions.Web)!;
    }

    /// <summary>The upload in parts of the page's file, as Uppy knows it.</summary>
    internal Task<MultipartId> MultipartAsync() => Page.EvaluateAsync<MultipartId>("() => window.page.multipart()");

    internal Task<PageState> StateAsync() => Page.EvaluateAsync<PageState>("() => window.page.state()");

    /// <summary>A request to the endpoints as the page's user, below their route.</summary>
    internal Task<Fetched> FetchAsync(string method, string path, string? body = null) =>
        Page.EvaluateAsync<Fetched>(
            "request => window.page.fetch(request)", new { method, path = Endpoint + path, body });

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private Task<string> TokenAsync() => Page.EvaluateAsync<string>(
        "async () => /name=token content=([^>]*)/.exec(await (await fetch('/module')).text())[1]");

    private async Task GoAsync()
    {
        var bundle = _client == BrowserClient.Uppy5 ? "uppy5" : "uppy6";
        await Page.GotoAsync($"{_setup.Origin ?? _site.Origin}/page/{bundle}");
        await Page.EvaluateAsync("setup => window.page.open(setup)", new
        {
            endpoint = Endpoint,
            signing = _client == BrowserClient.Uppy6Signing,
            companion = _client == BrowserClient.Uppy6Companion,
            golden = _setup.Golden,
            xhr = _setup.Xhr,
            token = _setup.Xhr ? await TokenAsync() : null,
            verify = _setup.Verify,
            bare = _setup.Bare,
            tellSize = _setup.TellSize,
            options = _setup.Options,
        });
    }
}
