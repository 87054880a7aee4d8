namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Listing buckets page by page.</summary>
public sealed class ListBucketsTests : ScenarioTest
{
    [Fact]
    public async Task ListBuckets_ReturnsPagesOfThePrefix()
    {
        foreach (var name in new[] { "pics-1", "pics-3", "pics-2", "other" })
        {
            await Scenario.S3.PutBucketAsync(name);
        }

        var first = await SendAsync("?max-buckets=2&prefix=pics");
        Xml.Values(first, "Name").Should().Equal("pics-1", "pics-2");
        Xml.Values(first, "BucketRegion").Should().Equal("us-east-1", "us-east-1");
        Xml.Values(first, "BucketArn").Should().Equal("arn:aws:s3:::pics-1", "arn:aws:s3:::pics-2");
        Xml.Value(first, "Prefix").Should().Be("pics");

        var token = Uri.EscapeDataString(Xml.Value(first, "ContinuationToken")!);
        var second = await SendAsync($"?continuation-token={token}&max-buckets=2&prefix=pics");
        Xml.Values(second, "Name").Should().Equal("pics-3");
        Xml.Value(second, "ContinuationToken").Should().BeNull();
    }

    [Fact]
    public async Task ListBuckets_WithoutParameters_ReturnsAllWithoutTheirRegion()
    {
        var all = await SendAsync("");

        Xml.Values(all, "Name").Should().Equal("local");
        Xml.Values(all, "BucketRegion").Should().BeEmpty();
        all.Body.Should().NotContain("DisplayName").And.NotContain("<Prefix");
    }

    [Theory]
    [InlineData("max-buckets=abc", "Provided max-buckets not an integer or within integer range", "abc")]
    [InlineData("max-buckets=0", "Argument max-buckets must be an integer between 1 and 10000", "0")]
    [InlineData("max-buckets=010001", "Argument max-buckets must be an integer between 1 and 10000", "10001")]
    [InlineData("continuation-token=%2A", "The continuation token provided is incorrect", null)]
    [InlineData(
        "bucket-region=eu-west-1",
        "Requests with bucket-region specified must be made to the corresponding regional endpoint",
        null)]
    public async Task ListBuckets_WithAnInvalidParameter_IsRejected(string query, string message, string? value)
    {
        var error = await SendAsync($"?{query}");

        (error.Status, error.Code, error.Message).Should().Be((400, "InvalidArgument", message));
        Xml.Value(error, "ArgumentName").Should().Be(query.Split('=')[0]);
        Xml.Value(error, "ArgumentValue").Should().Be(value);
    }

    private Task<RawResponse> SendAsync(string query) => Scenario.Raw.SendAsync(new RawRequest("GET", $"/{query}"));
}
