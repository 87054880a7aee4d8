namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Listing unfinished uploads.</summary>
public sealed class ListMultipartUploadsTests : ScenarioTest
{
    [Fact]
    public async Task ListMultipartUploads_ReturnsPagesByKey()
    {
        foreach (var key in new[] { "p/2", "p/1", "q", "p/1" })
        {
            await Begin(Scenario, key);
        }

        var first = await Scenario.S3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = Scenario.Bucket, Prefix = "p/", MaxUploads = 1 });
        var second = await Scenario.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest
        {
            BucketName = Scenario.Bucket,
            Prefix = "p/",
            KeyMarker = first.NextKeyMarker,
            UploadIdMarker = first.NextUploadIdMarker,
        });

        first.MultipartUploads.Should().ContainSingle().Which.Key.Should().Be("p/1");
        first.IsTruncated.Should().BeTrue();
        second.MultipartUploads.Select(upload => upload.Key).Should().Equal("p/1", "p/2");
        second.MultipartUploads[0].UploadId.Should().NotBe(first.MultipartUploads[0].UploadId);
    }

    [Fact]
    public async Task ListMultipartUploads_ReturnsMarkersAlways()
    {
        var empty = await Scenario.SendAsync("GET", "?uploads=");
        Markers(empty).Should().Be(("", "", "", ""));
        empty.Body.Should().NotContain("<Prefix").And.NotContain("<Delimiter").And.NotContain("DisplayName");
        var (first, second) = (await Begin(Scenario, "k"), await Begin(Scenario, "k"));

        Markers(await Scenario.SendAsync("GET", "?uploads=")).Should().Be(("", "", "k", second));
        Markers(await Scenario.SendAsync("GET", "?max-uploads=1&uploads=")).Should().Be(("", "", "k", first));
        Markers(await Scenario.SendAsync("GET", $"?key-marker=k&upload-id-marker={first}&uploads="))
            .Should().Be(("k", first, "k", second));
        Markers(await Scenario.SendAsync("GET", $"?upload-id-marker={first}&uploads="))
            .Should().Be(("", "", "k", second), "an ID without its key is ignored");
    }

    [Theory]
    [InlineData("delimiter=%2F&prefix=p%2F&uploads=", "p/a/", "p/f1 p/f2", false)]
    [InlineData("delimiter=%2F&max-uploads=1&prefix=p%2F&uploads=", "p/a/", "", true)]
    [InlineData("delimiter=%2F&key-marker=p%2Fa%2F&max-uploads=1&prefix=p%2F&uploads=", "", "p/f1", true)]
    [InlineData("delimiter=%2F&key-marker=p%2Fa%2F1&max-uploads=1&prefix=p%2F&uploads=", "", "p/f1", true)]
    [InlineData("delimiter=%2F&uploads=", "p/", "", false)]
    public async Task ListMultipartUploads_WithADelimiter_GroupsKeys(
        string query, string prefixes, string keys, bool isTruncated)
    {
        foreach (var key in new[] { "p/a/1", "p/a/2", "p/f1", "p/f2" })
        {
            await Begin(Scenario, key);
        }

        var response = await Scenario.SendAsync("GET", "?" + query);

        XElement.Parse(response.Body).Elements().Where(one => one.Name.LocalName == "CommonPrefixes")
            .Select(one => one.Value).Should().Equal(Words(prefixes));
        Xml.Values(response, "Key").Should().Equal(Words(keys));
        Xml.Value(response, "IsTruncated").Should().Be(isTruncated ? "true" : "false");
        Xml.Value(response, "Delimiter").Should().Be("/");
    }

    [Fact]
    public async Task ListMultipartUploads_FromAnUploadOfAnotherKey_IsRejected()
    {
        await Begin(Scenario, "a");
        var other = await Begin(Scenario, "b");

        var error = await Scenario.SendAsync("GET", $"?key-marker=a&upload-id-marker={other}&uploads=");

        (error.Code, error.Message).Should().Be(("InvalidArgument", "Invalid uploadId marker"));
        Xml.Details(error).Should().Equal(("ArgumentName", "upload-id-marker"), ("ArgumentValue", other));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (string? Key, string? Id, string? NextKey, string? NextId) Markers(RawResponse response) => (
        Xml.Value(response, "KeyMarker"),
        Xml.Value(response, "UploadIdMarker"),
        Xml.Value(response, "NextKeyMarker"),
        Xml.Value(response, "NextUploadIdMarker"));
}
