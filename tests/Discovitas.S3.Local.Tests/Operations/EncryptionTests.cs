namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>The encryption that S3 reports for every object.</summary>
public sealed class EncryptionTests : ScenarioTest
{
    private const string Header = "x-amz-server-side-encryption";

    [Fact]
    public async Task Objects_AreReportedAsEncrypted()
    {
        (await Scenario.SendAsync("PUT", body: [1])).Headers[Header].Should().Be("AES256");
        (await Scenario.SendAsync("GET")).Headers[Header].Should().Be("AES256");
        (await Scenario.SendAsync("HEAD")).Headers[Header].Should().Be("AES256");
        var copy = new RawRequest("PUT", $"/{Scenario.Bucket}/copy");
        copy.Headers["x-amz-copy-source"] = $"{Scenario.Bucket}/k";
        (await Scenario.Raw.SendAsync(copy)).Headers[Header].Should().Be("AES256");
        (await Form.Create(Scenario).Sign().SendAsync(Scenario)).Headers[Header].Should().Be("AES256");
        using var anonymous = await Scenario.Http.GetAsync($"/{Scenario.Bucket}/k");
        anonymous.Headers.GetValues(Header).Should().Equal("AES256");
    }

    [Fact]
    public async Task MultipartUploads_AreReportedAsEncrypted()
    {
        var begun = await Scenario.SendAsync("POST", "/k?uploads=");
        var id = Xml.Value(begun, "UploadId");
        var part = await Scenario.SendAsync("PUT", $"/k?partNumber=1&uploadId={id}", [1]);
        var list = $"<Part><PartNumber>1</PartNumber><ETag>{part.Headers["ETag"]}</ETag></Part>";
        var completed = await Scenario.SendAsync("POST", $"/k?uploadId={id}",
            Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{list}</CompleteMultipartUpload>"));

        foreach (var response in new[] { begun, part, completed })
        {
            response.Headers[Header].Should().Be("AES256");
        }
    }

    [Fact]
    public async Task Errors_HaveNone()
    {
        (await Scenario.SendAsync("GET", "/none")).Headers.Should().NotContainKey(Header);
    }
}
