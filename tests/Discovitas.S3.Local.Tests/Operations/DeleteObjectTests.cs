using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Deleting objects.</summary>
public sealed class DeleteObjectTests
{
    [Fact]
    public async Task DeleteObject_Repeated_Succeeds()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("a/b/c", "x");

        (await scenario.S3.DeleteObjectAsync(
            scenario.Bucket, "a/b/c")).HttpStatusCode.Should().Be(HttpStatusCode.NoContent);
        (await scenario.S3.DeleteObjectAsync(
            scenario.Bucket, "a/b/c")).HttpStatusCode.Should().Be(HttpStatusCode.NoContent);

        (await Scenario.FailureOf(
            () => scenario.S3.GetObjectAsync(scenario.Bucket, "a/b/c"))).ErrorCode.Should().Be("NoSuchKey");
        Directory.Exists(scenario.PathOf("a")).Should().BeFalse("folders go with the last object in them");
        Directory.Exists(scenario.PathOf("")).Should().BeTrue("the bucket stays");
    }

    [Fact]
    public async Task DeleteObjects_DeletesAllAndReturnsTheirKeys()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("1", "x");
        await scenario.PutAsync("2 <&>", "x");

        var response = await scenario.S3.DeleteObjectsAsync(new()
        {
            BucketName = scenario.Bucket,
            Objects = [new() { Key = "1" }, new() { Key = "2 <&>" }, new() { Key = "never" }],
        });

        response.DeletedObjects.Select(deleted => deleted.Key).Should().Equal("1", "2 <&>", "never");
        (await scenario.KeysAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("<Delete><Object><Key>k</Key></Object></Delete>", null, "InvalidRequest")]
    [InlineData("<Delete><Object></Object></Delete>", "x", "MalformedXML")]
    [InlineData("<Delete></Delete>", "x", "MalformedXML")]
    [InlineData(
        "<!DOCTYPE d [<!ENTITY e \"k\">]><Delete><Object><Key>&e;</Key></Object></Delete>", "x", "MalformedXML")]
    [InlineData("nothing", "x", "MalformedXML")]
    public async Task DeleteObjects_WithAnInvalidDocument_IsRejected(string document, string? checksum, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("POST", $"/{scenario.Bucket}?delete=") { Body = Encoding.UTF8.GetBytes(document) };
        if (checksum is not null)
        {
            request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", request.Body);
        }

        (await scenario.Raw.SendAsync(request)).Code.Should().Be(code);
    }
}
