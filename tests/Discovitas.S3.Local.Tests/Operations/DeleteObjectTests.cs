using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Deleting objects.</summary>
public sealed class DeleteObjectTests : ScenarioTest
{
    [Fact]
    public async Task DeleteObject_Repeated_Succeeds()
    {
        await Scenario.PutAsync("a/b/c", "x");

        (await Scenario.S3.DeleteObjectAsync(Scenario.Bucket, "a/b/c")).HttpStatusCode
            .Should().Be(HttpStatusCode.NoContent);
        (await Scenario.S3.DeleteObjectAsync(Scenario.Bucket, "a/b/c")).HttpStatusCode
            .Should().Be(HttpStatusCode.NoContent);

        await Scenario.ShouldFail(() => Scenario.S3.GetObjectAsync(Scenario.Bucket, "a/b/c"), "NoSuchKey");
        Directory.Exists(Scenario.PathOf("a")).Should().BeFalse("folders go with the last object in them");
        Directory.Exists(Scenario.PathOf("")).Should().BeTrue("the bucket stays");
    }

    [Fact]
    public async Task DeleteObjects_DeletesAllAndReturnsTheirKeys()
    {
        await Scenario.PutAsync("1", "x");
        await Scenario.PutAsync("2 <&>", "x");

        var response = await Scenario.S3.DeleteObjectsAsync(new()
        {
            BucketName = Scenario.Bucket,
            Objects = [new() { Key = "1" }, new() { Key = "2 <&>" }, new() { Key = "never" }],
        });

        response.DeletedObjects.Select(deleted => deleted.Key).Should().Equal("1", "2 <&>", "never");
        (await Scenario.KeysAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task DeleteObjects_WithAVersionThatDoesNotExist_KeepsTheObject()
    {
        await Scenario.PutAsync("k", "x");
        await Scenario.PutAsync("null", "x");
        const string Document =
            "<Delete><Object><Key>k</Key><VersionId>v1</VersionId></Object>" +
            "<Object><Key>null</Key><VersionId>null</VersionId></Object></Delete>";
        var request = new RawRequest("POST", $"/{Scenario.Bucket}?delete=") { Body = Encoding.UTF8.GetBytes(Document) };
        request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", request.Body);

        var response = await Scenario.Raw.SendAsync(request);

        (response.Status, Xml.Value(response, "Code")).Should().Be((200, "NoSuchVersion"));
        Xml.Values(response, "VersionId").Should().Contain("v1");
        (await Scenario.KeysAsync()).Should().Equal("k");
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
        var request = new RawRequest("POST", $"/{Scenario.Bucket}?delete=") { Body = Encoding.UTF8.GetBytes(document) };
        if (checksum is not null)
        {
            request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", request.Body);
        }

        (await Scenario.Raw.SendAsync(request)).Code.Should().Be(code);
    }
}
