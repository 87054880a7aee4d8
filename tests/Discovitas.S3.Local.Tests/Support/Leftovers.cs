namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Asserts that a rejected request leaves nothing behind.</summary>
internal static class Leftovers
{
    /// <summary>Asserts that the bucket is empty, for clients and on disk.</summary>
    internal static async Task ShouldBeNone(Scenario scenario)
    {
        ShouldBeNoFiles(scenario);
        (await scenario.KeysAsync()).Should().BeEmpty();
        (await Uploads(scenario)).Should().BeEmpty();
    }

    /// <summary>Asserts that the folder has no files of objects, uploads or writes.</summary>
    internal static void ShouldBeNoFiles(Scenario scenario)
    {
        string[] own = ["port", "bucket.json", "cors.json"];
        Directory.GetFiles(scenario.Server.Folder, "*", SearchOption.AllDirectories)
            .Where(
                file => !own.Contains(Path.GetFileName(file)) && Path.GetFileName(
                    Path.GetDirectoryName(file)) != "locks")
            .Should().BeEmpty();
        scenario.Staged().Should().BeEmpty();
    }

    /// <summary>Sends a form and asserts that it is rejected with this error and leaves nothing behind.</summary>
    internal static async Task ShouldReject(
        Scenario scenario, Form form, int status, string code, string? message = null)
    {
        var response = await form.SendAsync(scenario);

        response.Code.Should().Be(code, response.Body);
        response.Status.Should().Be(status);
        if (message is not null)
        {
            response.Message.Should().Be(message);
        }

        await ShouldBeNone(scenario);
    }
}
