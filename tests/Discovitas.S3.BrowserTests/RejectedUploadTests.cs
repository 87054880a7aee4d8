using static Discovitas.S3.BrowserTests.Support.BrowserClient;

namespace Discovitas.S3.BrowserTests;

/// <summary>What the user reads when the app says no. 6.x's companion mode shows the status line alone.</summary>
public sealed class RejectedUploadTests
{
    // 5.x tries to have a part signed four times more, with waits, before it gives up.
    private static readonly int[] NoWaits = [];

    [BrowserTheory]
    [OnLocal]
    public async Task SomebodyWhoIsNotSignedIn_ReadsIt(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, login: true);

        var outcome = await UploadAsync(site, client, new PageSetup());

        outcome.Error.Should().Be(client switch
        {
            Uppy5 => "Authorization required",
            Uppy6Companion => "Companion request failed: Unauthorized",
            _ => "Unauthorized",
        });
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal]
    public async Task SomebodyWhoseQuotaIsUsedUp_ReadsTheAppsSentence(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(
            store, Reject(new UploadRejection("You have 3 of 3 files.") { IsQuota = true }));

        var outcome = await UploadAsync(site, client, new PageSetup());

        outcome.Error.Should()
            .Be(client == Uppy6Companion ? "Companion request failed: The quota is used up" : "You have 3 of 3 files.");
        outcome.Shown.Should().Contain(shown => shown.Contains(outcome.Error));
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal]
    public async Task SomebodyWithTooManyUnfinishedUploads_ReadsIt(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.MaxUnfinishedUploads = 1);
        await using var other = await UppyPage.OpenAsync(site, Uppy5, new PageSetup());
        (await other.FetchAsync("GET", "/s3/params?filename=a.txt&type=text%2Fplain")).Status.Should().Be(200);

        foreach (var setup in new[] { new PageSetup(), PageSetup.Multipart })
        {
            var outcome = await UploadAsync(site, client, setup);

            outcome.Error.Should().Be(client == Uppy6Companion
                ? "Companion request failed: Too many uploads are unfinished"
                : "You have 1 unfinished uploads, which is the limit. Finish or cancel some of them, or try again in "
                    + "15 min.");
        }

        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AFileThatIsTooLarge_IsRejectedWithTheLimit(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.MaxFileSize = 1000);

        var outcome = await UploadAsync(site, client, PageSetup.Multipart);

        outcome.Error.Should().Be(client == Uppy6Companion
            ? "Companion request failed: The file is too large"
            : "The file is too large: at most 1000 bytes are allowed, and this is 2000 bytes.");
        await site.Store.ShouldBeEmptyAsync();
    }

    // Where the client does not tell the size, it is the store that counts and answers, and only signRequest shows its
    // code.
    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task AFileThatIsTooLargeForItsForm_FailsInTheStore(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.MaxFileSize = 1000);

        var outcome = await UploadAsync(site, client, new PageSetup { Bare = true });

        outcome.Error.Should().StartWith(client switch
        {
            Uppy5 => "Non 2xx",
            Uppy6Companion => "This looks like a network error",
            _ => "S3 returned 400 – EntityTooLarge",
        });
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AFileOfATypeThatIsNotAccepted_IsRejected(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.AllowedContentTypes.Add("image/png"));

        var outcome = await UploadAsync(site, client, new PageSetup());

        outcome.Error.Should().Contain(client == Uppy6Companion ? "Files of this type are not accepted" : "text/plain");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AnAppThatFails_IsNotTakenForASuccess(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(
            store, options => options.BeforeUpload = (_, _) => throw new InvalidOperationException("secret"));

        var outcome = await UploadAsync(site, client, new PageSetup());

        outcome.Error.Should().StartWith(client switch
        {
            Uppy5 => "Could not GET /uploads/s3/params",
            Uppy6Companion => "Companion request failed: Internal Server Error",
            _ => "Internal Server Error",
        }).And.NotContain("secret");
        await site.Store.ShouldBeEmptyAsync();
    }

    private static Action<S3UploadOptions> Reject(UploadRejection rejection) =>
        options => options.BeforeUpload = (_, _) => ValueTask.FromResult<UploadRejection?>(rejection);

    private static async Task<Outcome> UploadAsync(Site site, BrowserClient client, PageSetup setup)
    {
        await using var page = await UppyPage.OpenAsync(site, client, setup.With("retryDelays", NoWaits));
        return await page.UploadAsync("notes.txt", "text/plain", 2000);
    }
}
