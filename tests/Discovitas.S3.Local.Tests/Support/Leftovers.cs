namespace Discovitas.S3.Local.Tests.Support;

/// <summary>What a refused request must not leave.</summary>
internal static class Leftovers
{
    /// <summary>Asserts that the bucket is empty, for its clients and on the disk.</summary>
    public static async Task ShouldBeNone(Scenario scenario)
    {
        ShouldBeNoFiles(scenario);
        ((await scenario.S3.ListObjectsV2Async(new() { BucketName = scenario.Bucket })).S3Objects ?? []).Should().BeEmpty();
        (await Parts.Uploads(scenario)).Should().BeEmpty();
    }

    /// <summary>Asserts that no file in the folder is of an object, of an upload or of a write under way.</summary>
    public static void ShouldBeNoFiles(Scenario scenario)
    {
        string[] own = ["port", "bucket.json", "cors.json"];
        Directory.GetFiles(scenario.Server.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !own.Contains(Path.GetFileName(file)) && Path.GetFileName(Path.GetDirectoryName(file)) != "locks")
            .Should().BeEmpty();
        scenario.Staged().Should().BeEmpty();
    }

    /// <summary>Sends a form and asserts that it is refused, in these words, and leaves nothing.</summary>
    public static async Task ShouldRefuse(Scenario scenario, Form form, int status, string code, string? message = null)
    {
        var answer = await form.SendAsync(scenario);

        answer.Code.Should().Be(code, answer.Body);
        answer.Status.Should().Be(status);
        if (message is not null)
        {
            answer.Message.Should().Be(message);
        }

        await ShouldBeNone(scenario);
    }
}
