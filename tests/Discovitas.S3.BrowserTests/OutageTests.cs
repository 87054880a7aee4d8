using System.Globalization;

namespace Discovitas.S3.BrowserTests;

/// <summary>
/// What the module and Uppy make of the same interruptions, with 100 MiB in parts and their own defaults. Each test
/// adds a row to the table in the docs.
/// </summary>
public sealed class OutageTests
{
    private const string App = "app stopped for 60 s";
    private const string Network = "network gone for 30 s";
    private const string Reload = "reload";
    private const string Session = "session expired";

    private static readonly string[] Clients = ["module", "Uppy 5.1", "Uppy 6.3"];

    private static readonly string[] Interruptions = [App, Network, Reload, Session];

    public static IEnumerable<object[]> Cases =>
        from what in Interruptions
        from client in Clients
        select new object[] { what, client };

    [OutageTheory]
    [MemberData(nameof(Cases))]
    public async Task AnInterruption(string what, string client)
    {
        await using var outage = await Outage.StartWithoutPageAsync();
        await using var upload = await InterruptedUpload.OpenAsync(outage, client);
        var isHalfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        outage.Parts.OnReceived(4, () =>
        {
            Interrupt(what, outage, upload);
            isHalfway.SetResult();
        });
        var sentBefore = outage.Sent;
        await upload.StartAsync();
        await isHalfway.Task;

        await (what switch
        {
            App => WaitAsync(outage, 60),
            Network => WaitAsync(outage, 30),
            Reload => upload.ReloadAsync(),
            _ => upload.SignInAsync(),
        });
        var isStored = await upload.EndAsync();

        var twice = outage.Sent - sentBefore - (100L * MiB);
        await AddRowAsync(what, client, isStored, upload.Actions, twice);
        (await outage.Site.Store.KeysAsync()).Should().HaveCount(isStored ? 1 : 0);
        if (client == "module")
        {
            isStored.Should().BeTrue();
            twice.Should().BeLessThan(4L * 16 * MiB + MiB, "only the parts under way are sent again");
            upload.Actions.Should().NotContain("tries again");
        }
    }

    private static async Task WaitAsync(Outage outage, int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        outage.Restore();
    }

    // Before the store answers the part, so that the rest of the file is still to be sent.
    private static void Interrupt(string what, Outage outage, InterruptedUpload upload)
    {
        if (what is App or Network)
        {
            outage.Cut(isAppOnly: what is App);
        }
        else if (what is Session)
        {
            upload.SignOutAsync().GetAwaiter().GetResult();
        }
        else
        {
            outage.Parts.IsHeld = true;
            upload.Page.FrameNavigated += (_, _) => outage.Parts.IsHeld = false;
        }
    }

    private static Task AddRowAsync(string what, string client, bool isStored, List<string> actions, long twice)
    {
        var result = isStored ? "stored" : "lost";
        var user = actions.Count == 0 ? "nothing" : string.Join(", ", actions);
        var size = Math.Max(0, (double)twice / MiB).ToString("0.0", CultureInfo.InvariantCulture);
        return File.AppendAllTextAsync(
            OutageTheoryAttribute.Table!, $"| {what} | {client} | {result} | {user} | {size} MiB |\n");
    }
}
