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

    [Theory]
    [InlineData("\"0123\"", 412, "PreconditionFailed")]
    [InlineData("0123", 412, "PreconditionFailed")]
    [InlineData("*", 204, null)]
    [InlineData("\"9dd4e461268c8034f5c8564e155c67a6\"", 204, null)]
    [InlineData("9dd4e461268c8034f5c8564e155c67a6", 204, null)]
    public async Task DeleteObject_WithIfMatch_ComparesTheETag(string condition, int status, string? code)
    {
        await Scenario.PutAsync("k", "x");

        var response = await DeleteAsync("if-match", condition);

        response.Status.Should().Be(status);
        response.Code.Should().Be(code);
        (await Scenario.KeysAsync()).Should().HaveCount(status == 204 ? 0 : 1);
    }

    [Fact]
    public async Task DeleteObject_WithIfMatch_FailsIfTheObjectDoesNotExist()
    {
        (await DeleteAsync("if-match", "*")).Code.Should().Be("NoSuchKey");
        (await DeleteAsync("if-match", "\"0123\"")).Status.Should().Be(404);
    }

    [Fact]
    public async Task DeleteObject_WithAConditionOfDirectoryBuckets_IsNotImplemented()
    {
        await Scenario.PutAsync("k", "x");

        (await DeleteAsync("x-amz-if-match-size", "1")).Code.Should().Be("NotImplemented");
        (await Scenario.KeysAsync()).Should().Equal("k");
    }

    private Task<RawResponse> DeleteAsync(string header, string value)
    {
        var request = new RawRequest("DELETE", $"/{Scenario.Bucket}/k");
        request.Headers[header] = value;
        return Scenario.Raw.SendAsync(request);
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
    [InlineData("<Key>k</Key><ETag>9dd4e461268c8034f5c8564e155c67a6</ETag>", null)]
    [InlineData("<Key>k</Key><ETag>*</ETag><VersionId>null</VersionId>", null)]
    [InlineData("<Key>k</Key><ETag>0123</ETag>", "PreconditionFailed")]
    [InlineData("<Key>missing</Key><ETag>*</ETag>", "NoSuchKey")]
    [InlineData("<Key>k</Key><VersionId>1</VersionId>", "NoSuchVersion")]
    public async Task DeleteObjects_WithAConditionOrVersion_ReportsEachFailure(string entry, string? code)
    {
        await Scenario.PutAsync("k", "x");
        await Scenario.PutAsync("other", "x");
        var document = $"<Delete><Quiet>true</Quiet><Object>{entry}</Object><Object><Key>other</Key></Object></Delete>";
        var request = new RawRequest("POST", $"/{Scenario.Bucket}?delete=") { Body = Encoding.UTF8.GetBytes(document) };
        request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", request.Body);

        var result = XElement.Parse((await Scenario.Raw.SendAsync(request)).Body);

        var error = result.Elements().SingleOrDefault();
        error?.Elements().Single(element => element.Name.LocalName == "Code").Value.Should().Be(code);
        (error is null).Should().Be(code is null);
        (await Scenario.KeysAsync()).Should().Equal(code is null ? [] : ["k"]);
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
