using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A file of 100 MiB that a client uploads, with its defaults, and what its user has to do.</summary>
internal abstract class InterruptedUpload : IAsyncDisposable
{
    protected const int Size = 100 * MiB;

    /// <summary>What the user did, in words.</summary>
    internal List<string> Actions { get; } = [];

    internal abstract IPage Page { get; }

    internal static async Task<InterruptedUpload> OpenAsync(Outage outage, string client) => client switch
    {
        "module" => new InterruptedModule(await ModulePage.OpenAsync(outage.Site, outage.Origin, "alice")),
        "Uppy 5.1" => new InterruptedUppy(await OpenUppyAsync(outage, BrowserClient.Uppy5)),
        _ => new InterruptedUppy(await OpenUppyAsync(outage, BrowserClient.Uppy6Companion)),
    };

    internal abstract Task StartAsync();

    internal abstract Task SignOutAsync();

    /// <summary>Signs in again, as soon as the client has said that this is needed.</summary>
    internal abstract Task SignInAsync();

    internal abstract Task ReloadAsync();

    /// <summary>Waits for the end. If the client fails, the user tries again, once.</summary>
    /// <returns>Whether the file is stored.</returns>
    internal abstract Task<bool> EndAsync();

    public abstract ValueTask DisposeAsync();

    private static Task<UppyPage> OpenUppyAsync(Outage outage, BrowserClient client)
    {
        var setup = PageSetup.Multipart with { Origin = outage.Origin, Golden = true, User = "alice" };
        return UppyPage.OpenAsync(outage.Site, client, setup);
    }
}
