using Discovitas.S3.Local;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>The component S3Upload in a Blazor app, with and without a circuit.</summary>
public sealed class BlazorTests
{
    [BrowserTheory]
    [InlineData("/interactive")]
    [InlineData("/interactive?throughServer=true")]
    public async Task Files_AreStored_AndTheAppIsTold_WithoutTheirBytesOnTheCircuit(string path)
    {
        var sent = 0;
        await using var site = await BlazorSite.OpenAsync("/static", options => options.MaxFileSize = MiB);
        site.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
            Interlocked.Add(ref sent, (frame.Binary ?? []).Length + (frame.Text ?? "").Length);
        await site.Page.GotoAsync(new Uri(new Uri(site.Page.Url), path).AbsoluteUri);

        await site.ChooseAsync(File("one.txt", MiB), File("large.txt", MiB + 1));
        await Expect(site.Events).ToContainTextAsync("rejected large.txt too-large");
        await Expect(site.Events).ToContainTextAsync("uploaded one.txt");

        var key = (await site.Store.KeysAsync()).Should().ContainSingle().Subject;
        await Expect(site.Events).ToContainTextAsync($"uploaded one.txt {key}");
        await Expect(site.Page.Locator("#loaded")).ToHaveTextAsync($"{MiB}");
        sent.Should().BeInRange(1, MiB / 4);
    }

    [BrowserFact]
    public async Task ARemovedFile_IsTold_AlsoWithTheKeyboard()
    {
        await using var site = await BlazorSite.OpenAsync("/interactive");
        await site.ChooseAsync(File("one.txt", 10), File("two.txt", 20));
        await Expect(site.Page.Locator("[data-state=stored]")).ToHaveCountAsync(2);

        await site.Input.FocusAsync();
        await site.Page.Keyboard.PressAsync("Tab");
        await Expect(site.Page.GetByRole(AriaRole.Button, new() { Name = "Remove: one.txt" })).ToBeFocusedAsync();
        await site.Page.Keyboard.PressAsync("Enter");
        await Expect(site.Events).ToContainTextAsync("removed one.txt");
        await Expect(site.Input).ToBeFocusedAsync();
        await site.PressAsync("Clear");

        await Expect(site.Page.Locator(".s3-upload > li")).ToHaveCountAsync(0);
        (await site.Events.InnerTextAsync()).Should().NotContain("removed two.txt", "the app itself has cleared it");
    }

    [BrowserFact]
    public async Task AFormOnACircuit_WaitsForItsFiles()
    {
        await using var site = await BlazorSite.OpenAsync("/interactive");

        await site.ChooseAsync(File("one.txt", MiB));
        await site.PressAsync("Save");
        await Expect(site.Events).ToContainTextAsync("saved");

        (await site.Events.InnerTextAsync()).Should().MatchRegex("^uploaded one.txt [^,]+, saved$");
    }

    [BrowserFact]
    public async Task ACircuitThatIsInterrupted_GetsItsEventsLater()
    {
        await using var site = await BlazorSite.OpenAsync("/interactive");
        using var received = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        site.Store.Server!.Faults = call =>
        {
            if (call.Operation is S3Operation.PostObject)
            {
                received.Release();
                goOn.Wait();
            }

            return null;
        };

        await site.ChooseAsync(File("one.txt", MiB));
        await received.WaitAsync();
        site.Network.Cut();
        goOn.Release();
        await Expect(site.Page.GetByText("Rejoin").First).ToBeVisibleAsync();
        site.Network.Restore();

        await Expect(site.Events).ToContainTextAsync("uploaded one.txt");
        (await site.Events.InnerTextAsync()).Should().EndWith((await site.Store.KeysAsync()).Single());
    }

    [BrowserTheory]
    [InlineData("/static")]
    [InlineData("/static?enhanced=true")]
    public async Task AFormWithoutACircuit_PostsTheKeys(string path)
    {
        await using var site = await BlazorSite.OpenAsync(path);

        await site.ChooseAsync(File("one.txt", 10), File("two.txt", 20));
        await site.PressAsync("Save");
        await Expect(site.Page.Locator("#posted")).ToContainTextAsync("uploads/");

        var posted = await site.Page.Locator("#posted").InnerTextAsync();
        posted.Split(' ').Should().BeEquivalentTo(await site.Store.KeysAsync()).And.HaveCount(2);
    }

    // A call fails by itself if there is no connection, and later if the connection breaks.
    [BrowserTheory]
    [InlineData("async ")]
    [InlineData("")]
    public async Task AMessageWithoutAnAnswer_IsSentAgain_WithItsNumber(string call)
    {
        await using var site = await BlazorSite.OpenAsync("/static");
        await site.Page.EvaluateAsync(
            $$"""
            async () => {
                const { observe } = await import('/uploads/discovitas-s3.js');
                window.calls = [];
                const answer = {{call}}(method, number, { fileName }) => {
                    if (calls.push(`${method} ${number} ${fileName}`) === 1) {
                        throw new Error('The connection is gone.');
                    }

                    return Promise.resolve();
                };
                observe(document.querySelector('input[type=file]'), { invokeMethodAsync: answer });
            }
            """);

        await site.ChooseAsync(File("one.txt", 10));
        await site.Page.WaitForFunctionAsync("() => calls.length > 1");

        (await site.Page.EvaluateAsync<string[]>("() => calls")).Should().Equal("Stored 1 one.txt", "Stored 1 one.txt");
    }

    [BrowserTheory]
    [InlineData("light", 800)]
    [InlineData("dark", 800)]
    [InlineData("light", 360)]
    [InlineData("dark", 360)]
    public async Task TheComponent_FitsItsScreen(string scheme, int width)
    {
        var screen = new BrowserNewContextOptions
        {
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 700 },
        };
        await using var site = await BlazorSite.OpenAsync("/interactive", options => options.MaxFileSize = MiB, screen);

        await site.ChooseAsync(File("stored.txt", 10), File($"{new string('a', 120)} too large.txt", MiB + 1));
        await Expect(site.Page.Locator("[data-state=stored]")).ToHaveCountAsync(1);
        await Expect(site.Page.Locator("[data-state=failed]")).ToHaveCountAsync(1);
        await Screenshots.TakeAsync(site.Page, $"blazor-{scheme}-{width}");

        (await site.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"))
            .Should().BeTrue();
    }

    private static FilePayload File(string name, int size) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Bytes(size) };
}
