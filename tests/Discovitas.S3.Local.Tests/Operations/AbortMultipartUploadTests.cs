namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Aborting multipart uploads.</summary>
public sealed class AbortMultipartUploadTests
{
    [Fact]
    public async Task Abort_DeletesTheParts()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        await Part(scenario, id, 1, Bytes(10));

        (await scenario.S3.AbortMultipartUploadAsync(
            scenario.Bucket, "k", id)).HttpStatusCode.Should().Be(HttpStatusCode.NoContent);

        (await Uploads(scenario)).Should().BeEmpty();
        await Scenario.ShouldFail(() => Part(scenario, id, 2, Bytes(1)), "NoSuchUpload");
        await Scenario.ShouldFail(
            () => scenario.S3.AbortMultipartUploadAsync(scenario.Bucket, "k", id), "NoSuchUpload");
        Directory.GetFiles(
            scenario.Server.Folder, "*", SearchOption.AllDirectories).Should().NotContain(file => file.Contains(id));
    }
}
