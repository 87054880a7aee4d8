using System.Globalization;

namespace Discovitas.S3.BrowserTests;

/// <summary>
/// What the module and Uppy make of the same interruptions, with 100 MiB in parts and their own defaults. Each test
/// adds a row to the table in the docs.
/// </summary>
public sealed class OutageTests
{
    public static TheoryData<string, string> Cases => new(
        from what in new[] { "app stopped for 60 s", "network gone for 30 s", "reload", "session expired" }
        from client in new[] { "module", "Uppy 5.1", "Uppy 6.3" }
        select (what, client));

    [OutageTheory]
    [MemberData(nameof(Cases))]
    public async Task AnInterruption(string what, string client)
    {
        await using var outage = await Outage.StartWithoutPageAsync();
        await using var upload = await InterruptedUpload.OpenAsync(outage, client);
        var isHalfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        outage.Parts.OnReceived(4, () =>
        {
            if (what.EndsWith(" s", StringComparison.Ordinal))
            {
                outage.Cut(isAppOnly: what[0] == 'a');
            }

            isHalfway.SetResult();
        });
        var sentBefore = outage.Sent;
        await upload.StartAsync();
        await isHalfway.Task;

        await (what switch
        {
            "app stopped for 60 s" => WaitAsync(outage, 60),
            "network gone for 30 s" => WaitAsync(outage, 30),
            "reload" => upload.ReloadAsync(),
            _ => ExpireAsync(upload),
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

    private static async Task ExpireAsync(InterruptedUpload upload)
    {
        await upload.SignOutAsync();
        await upload.SignInAsync();
    }

    private static Task AddRowAsync(
        string what, string client, bool isStored, IReadOnlyCollection<string> actions, long twice)
    {
        var (result, user) = (isStored ? "stored" : "lost", actions.Count == 0 ? "nothing" : string.Join(", ", actions));
        var size = Math.Max(0, (double)twice / MiB).ToString("0.0", CultureInfo.InvariantCulture);
        return File.AppendAllTextAsync(
            OutageTheoryAttribute.Table!, $"| {what} | {client} | {result} | {user} | {size} MiB |\n");
    }
}
