namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Aborting multipart uploads.</summary>
public sealed class AbortMultipartUploadTests : ScenarioTest
{
    [Fact]
    public async Task Abort_DeletesTheParts()
    {
        var id = await Begin(Scenario, "k");
        await Part(Scenario, id, 1, Bytes(10));

        (await Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "k", id)).HttpStatusCode
            .Should().Be(HttpStatusCode.NoContent);

        (await Uploads(Scenario)).Should().BeEmpty();
        await Scenario.ShouldFail(() => Part(Scenario, id, 2, Bytes(1)), "NoSuchUpload");
        await Scenario.ShouldFail(
            () => Scenario.S3.AbortMultipartUploadAsync(Scenario.Bucket, "k", id), "NoSuchUpload");
        Directory.GetFiles(Scenario.Server.Folder, "*", SearchOption.AllDirectories)
            .Should().NotContain(file => file.Contains(id));
    }
}
