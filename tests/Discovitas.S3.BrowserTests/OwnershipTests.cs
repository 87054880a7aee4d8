using System.Text.Json;

namespace Discovitas.S3.BrowserTests;

/// <summary>An upload belongs to the user for whom it was signed.</summary>
public sealed class OwnershipTests
{
    [BrowserTheory]
    [OnLocal]
    public async Task AnotherUsersUpload_CannotBeContinued(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, login: true);
        var held = new HeldPart(site.Store);
        await using var alice = await UppyPage.OpenAsync(site, client, PageSetup.Multipart with { User = "alice" });
        await alice.AddAsync("film.mp4", "video/mp4", 12 * MiB);
        await alice.StartAsync();
        await held.Received;

        await using var bob = await UppyPage.OpenAsync(site, client, PageSetup.Multipart with { User = "bob" });
        await bob.AddAsync("film.mp4", "video/mp4", 12 * MiB);
        await bob.ContinueAsync(await alice.MultipartAsync());
        await bob.StartAsync();
        var rejected = await bob.OutcomeAsync();

        ShouldSayThatItIsNotTheirs(client, rejected);
        await alice.PauseAsync();
        await alice.ResumeAsync();
        await site.Store.ShouldHoldOnlyAsync((await alice.OutcomeAsync()).File, 12 * MiB, "video/mp4");
    }

    [BrowserFact]
    public async Task AnotherUsersKeyOrUploadId_IsRejectedOnEveryRoute()
    {
        await using var site = await Site.StartAsync(StoreKind.Local, login: true);
        await using var alice = await UppyPage.OpenAsync(site, BrowserClient.Uppy5, new PageSetup { User = "alice" });
        await using var bob = await UppyPage.OpenAsync(site, BrowserClient.Uppy5, new PageSetup { User = "bob" });
        var hers = await CreateAsync(alice);
        var his = await CreateAsync(bob);

        await ShouldRejectAsync(bob, hers);
        await ShouldRejectAsync(bob, new MultipartId { Key = hers.Key, UploadId = his.UploadId });
        await ShouldRejectAsync(bob, new MultipartId { Key = his.Key, UploadId = hers.UploadId });
        (await bob.FetchAsync("POST", "/s3/verify", JsonSerializer.Serialize(new { key = hers.Key }))).Status
            .Should().BeInRange(400, 499);
        (await site.Store.UploadsAsync()).Should().BeEquivalentTo(hers.Key, his.Key);
    }

    [BrowserFact]
    public async Task AnUploadIdWithASlashAndAPlus_ReachesItsRoute_AndIsRejected()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await UppyPage.OpenAsync(site, BrowserClient.Uppy5);

        await ShouldRejectAsync(page, new MultipartId { Key = "uploads/x+y/z.png", UploadId = "2~a/b+c=/d%2Fe" });
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AnUploadIdWithASlashAndAPlus_IsRejectedInAClientsWords(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);
        await page.AddAsync("film.mp4", "video/mp4", 12 * MiB);
        await page.ContinueAsync(new MultipartId { Key = "uploads/x+y/z.png", UploadId = "2~a/b+c=/d" });
        await page.StartAsync();

        ShouldSayThatItIsNotTheirs(client, await page.OutcomeAsync());
    }

    [BrowserFact]
    public async Task ACompletionOfTenThousandParts_IsRead()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await UppyPage.OpenAsync(site, BrowserClient.Uppy5);
        var upload = await CreateAsync(page);
        var parts = Enumerable.Range(1, 10_000)
            .Select(number => new { PartNumber = number, ETag = $"\"{number:x32}\"" });

        var answer = await page.FetchAsync("POST", upload.Path("/complete"), JsonSerializer.Serialize(new { parts }));

        answer.Status.Should().Be(422);
        answer.Code.Should().Be("incomplete");
    }

    private static void ShouldSayThatItIsNotTheirs(BrowserClient client, Outcome outcome) =>
        outcome.Error.Should().Be(client == BrowserClient.Uppy6Companion
        ? "Companion request failed: This upload is not yours, or has expired"
        : "This upload was started by somebody else, too long ago, or elsewhere. Start it again.");

    private static async Task<MultipartId> CreateAsync(UppyPage page)
    {
        var answer = await page.FetchAsync("POST", "/s3/multipart", """{"filename":"film.mp4","type":"video/mp4"}""");
        answer.Status.Should().Be(200, answer.Body);
        return answer.Read<MultipartId>();
    }

    private static async Task ShouldRejectAsync(UppyPage page, MultipartId upload)
    {
        const string Parts = """{"parts":[{"PartNumber":1,"ETag":"\"0\""}]}""";
        Fetched[] answers =
        [
            await page.FetchAsync("GET", upload.Path("/1")),
            await page.FetchAsync("GET", upload.Path("/batch", "&partNumbers=1,2")),
            await page.FetchAsync("GET", upload.Path()),
            await page.FetchAsync("POST", upload.Path("/complete"), Parts),
            await page.FetchAsync("DELETE", upload.Path()),
        ];
        answers.Should().AllSatisfy(answer => answer.Status.Should().Be(403, answer.Body))
            .And.AllSatisfy(answer => answer.Code.Should().Be("not-yours"));
    }
}
