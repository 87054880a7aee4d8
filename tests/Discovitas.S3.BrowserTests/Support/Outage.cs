namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A site and its store, each behind a network that can be cut, and a page with the module.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private readonly ModulePage? _page;
    private readonly Network _app;
    private readonly Network _store;

    private Outage(Site site, ModulePage? page, Network app, Network store)
    {
        (Site, _page) = (site, page);
        (_app, _store) = (app, store);
        Parts = new ReceivedParts(site.Store);
    }

    internal Site Site { get; }

    internal ModulePage Page => _page!;

    /// <summary>Gets where pages are.</summary>
    internal string Origin => _app.Origin;

    /// <summary>Gets how many bytes the store was sent.</summary>
    internal long Sent => _store.Sent;

    internal ReceivedParts Parts { get; }

    internal static Task<Outage> StartAsync() => StartAsync(login: false, hasPage: true);

    /// <summary>Starts one whose page the test opens.</summary>
    internal static Task<Outage> StartWithoutPageAsync() => StartAsync(login: true, hasPage: false);

    private static async Task<Outage> StartAsync(bool login, bool hasPage)
    {
        Network? store = null;
        var site = await Site.StartAsync(StoreKind.Local, login: login, settings: settings =>
        {
            store ??= new Network(settings.ServiceUrl!);
            settings.ServiceUrl = store.Origin;
        });
        var app = new Network(site.Origin);
        await site.Store.AllowAsync(app.Origin, "ETag", "Location");
        return new Outage(site, hasPage ? await ModulePage.OpenAsync(site, app.Origin) : null, app, store!);
    }

    internal void Cut(bool isAppOnly)
    {
        _app.Cut();
        if (!isAppOnly)
        {
            _store.Cut();
        }
    }

    internal void Restore()
    {
        _app.Restore();
        _store.Restore();
    }

    /// <summary>Does something once, when the app is about to respond to a request.</summary>
    internal void OnResponse(string path, Action act)
    {
        var isDone = false;
        Site.Instead = request =>
        {
            if (!isDone && request.Path.Value!.EndsWith(path, StringComparison.Ordinal))
            {
                isDone = true;
                request.HttpContext.Response.OnStarting(() =>
                {
                    act();
                    return Task.CompletedTask;
                });
            }

            return null;
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.DisposeAsync();
        }

        await Site.DisposeAsync();
        _app.Dispose();
        _store.Dispose();
    }
}
