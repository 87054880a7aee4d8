using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

internal sealed class InterruptedModule(ModulePage page) : InterruptedUpload
{
    internal override IPage Page => page.Page;

    internal override Task StartAsync() => page.StartAsync("film.mp4", "video/mp4", Size, new { renews = true });

    internal override Task SignOutAsync() => page.SignInAsync(null);

    internal override Task SignInAsync()
    {
        Actions.Add("signs in");
        return page.RenewAsync("alice");
    }

    internal override async Task ReloadAsync()
    {
        await page.ReloadAsync();
        Actions.Add("chooses the file again");
        await StartAsync();
    }

    internal override async Task<bool> EndAsync()
    {
        if ((await page.OutcomeAsync()).Error is null)
        {
            return true;
        }

        Actions.Add("tries again");
        await StartAsync();
        return (await page.OutcomeAsync()).Error is null;
    }

    public override ValueTask DisposeAsync() => page.DisposeAsync();
}
