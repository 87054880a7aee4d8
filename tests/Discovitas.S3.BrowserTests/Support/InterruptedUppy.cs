using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

internal sealed class InterruptedUppy(UppyPage page) : InterruptedUpload
{
    internal override IPage Page => page.Page;

    internal override async Task StartAsync()
    {
        await page.AddAsync("film.mp4", "video/mp4", Size);
        await page.StartAsync();
    }

    internal override Task SignOutAsync() => page.Page.Context.ClearCookiesAsync();

    internal override async Task SignInAsync()
    {
        await page.Page.WaitForFunctionAsync("() => window.page.errors.length > 0");
        Actions.Add("signs in");
        var origin = new Uri(page.Page.Url).GetLeftPart(UriPartial.Authority);
        await page.Page.Context.AddCookiesAsync(
            [new Cookie { Name = TestLogin.Cookie, Value = "alice", Url = origin }]);
    }

    internal override Task ReloadAsync()
    {
        Actions.Add("presses Resume");
        return page.ReloadAndResumeAsync();
    }

    internal override async Task<bool> EndAsync()
    {
        if (await IsStoredAsync())
        {
            return true;
        }

        Actions.Add("presses Retry");
        await page.RetryAsync();
        return await IsStoredAsync();
    }

    public override ValueTask DisposeAsync() => page.DisposeAsync();

    private async Task<bool> IsStoredAsync()
    {
        try
        {
            return (await page.OutcomeAsync()).Successful.Count == 1;
        }
        catch (TimeoutException)
        {
            Actions.Add("waits in vain");
            return false;
        }
    }
}
