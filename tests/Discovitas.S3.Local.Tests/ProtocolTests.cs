using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>What is not served, and how every answer looks.</summary>
public sealed class ProtocolTests
{
    [Theory]
    [InlineData("GET", "?acl=", 501, "NotImplemented")]
    [InlineData("PUT", "?versioning=", 501, "NotImplemented")]
    [InlineData("GET", "?policy=", 501, "NotImplemented")]
    [InlineData("POST", "?policy=", 501, "NotImplemented")]
    [InlineData("GET", "/k?versionId=1", 501, "NotImplemented")]
    [InlineData("GET", "/k?partNumber=1", 501, "NotImplemented")]
    [InlineData("GET", "?tagging=", 501, "NotImplemented")]
    [InlineData("POST", "/k", 405, "MethodNotAllowed")]
    [InlineData("PATCH", "/k", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "?location=", 405, "MethodNotAllowed")]
    public async Task Operation_ThatIsNotServed_SaysSo(string method, string target, int status, string code)
    {
        await using var scenario = await Scenario.StartAsync();

        var answer = await scenario.Raw.SendAsync(new RawRequest(method, $"/{scenario.Bucket}{target}"));

        answer.Status.Should().Be(status);
        answer.Code.Should().Be(code);
    }

    [Theory]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256", "NotImplemented")]
    [InlineData("x-amz-object-lock-mode", "GOVERNANCE", "NotImplemented")]
    [InlineData("x-amz-server-side-encryption", "ROT13", "InvalidArgument")]
    [InlineData("x-amz-storage-class", "ATTIC", "InvalidStorageClass")]
    [InlineData("x-amz-grant-read", "id=1", "AccessControlListNotSupported")]
    [InlineData("x-amz-tagging", "a=1&a=2", "InvalidTag")]
    [InlineData("if-none-match", "\"x\"", "NotImplemented")]
    public async Task Header_ThatCannotBeHonoured_IsNotPassedOver(string header, string value, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = [1] };
        request.Headers[header] = value;

        (await scenario.Raw.SendAsync(request)).Code.Should().Be(code);
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }

    [Fact]
    public async Task Answer_OfAnyKind_NamesServerRequestAndTime()
    {
        await using var scenario = await Scenario.StartAsync();

        var good = await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = [1] });
        var bad = await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}/none"));
        var head = await scenario.Raw.SendAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/none"));

        foreach (var answer in new[] { good, bad, head })
        {
            answer.Headers["Server"].Should().Be("Discovitas.S3.Local");
            answer.Headers["x-amz-request-id"].Should().MatchRegex("^[0-9A-F]{16}$");
            answer.Headers.Should().ContainKey("Date");
        }

        bad.Body.Should().Contain($"<RequestId>{bad.Headers["x-amz-request-id"]}</RequestId>").And.Contain($"<Resource>/{scenario.Bucket}/none</Resource>");
        head.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Metadata_ThatIsNotAscii_ComesBackAsItCame()
    {
        await using var scenario = await Scenario.StartAsync();
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k");
        put.Headers["x-amz-meta-name"] = "größe 日";
        (await scenario.Raw.SendAsync(put)).Status.Should().Be(200);

        (await scenario.Raw.SendAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/k"))).Headers["x-amz-meta-name"].Should().Be("größe 日");
    }

    [Fact]
    public async Task Failure_InsideTheServer_IsAnInternalErrorThatSaysWhat()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");
        var sidecar = Directory.GetFiles(scenario.Server.Folder, "k%.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(sidecar, "no json");

        var answer = await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}/k"));

        answer.Status.Should().Be(500);
        answer.Code.Should().Be("InternalError");
        answer.Body.Should().Contain("JsonException");
    }
}
