namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Creating, listing and deleting buckets.</summary>
public sealed class BucketTests : ScenarioTest
{
    private const string NotValid = "The specified location-constraint is not valid";

    [Fact]
    public async Task Buckets_AreCreatedListedLocatedAndDeleted()
    {
        await Scenario.S3.PutBucketAsync("second");
        await Scenario.S3.PutObjectAsync(new() { BucketName = "second", Key = "k", ContentBody = "x" });

        (await Scenario.S3.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName)
            .Should().Equal("local", "second");
        (await Scenario.S3.GetBucketLocationAsync("second")).Location.Value.Should().BeNullOrEmpty("that is us-east-1");
        (await Scenario.S3.HeadBucketAsync(new() { BucketName = "second" })).BucketRegion.Should().Be("us-east-1");
        await Scenario.ShouldFail(() => Scenario.S3.DeleteBucketAsync("second"), "BucketNotEmpty");
        await Scenario.S3.DeleteObjectAsync("second", "k");
        await Scenario.S3.DeleteBucketAsync("second");
        (await Scenario.FailureOf(() => Scenario.S3.HeadBucketAsync(new() { BucketName = "second" }))).StatusCode
            .Should().Be(HttpStatusCode.NotFound);
        Directory.Exists(Path.Combine(Scenario.Server.Folder, "second")).Should().BeFalse();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("con.x")]
    [InlineData(".discovitas-s3")]
    [InlineData("a..b")]
    [InlineData("192.168.1.1")]
    [InlineData("xn--abc")]
    [InlineData("abc-s3alias")]
    [InlineData("abc--ol-s3")]
    public async Task CreateBucket_WithAnInvalidName_IsRejected(string name)
    {
        (await Scenario.Raw.SendAsync(new RawRequest("PUT", $"/{name}"))).Code.Should().Be("InvalidBucketName");
        (await Scenario.Raw.SendAsync(new RawRequest("GET", $"/{name}/key"))).Code.Should().Be("InvalidBucketName");
    }

    [Theory]
    [InlineData("us-east-1", "us-east-1", "InvalidLocationConstraint", NotValid)]
    [InlineData("us-east-1", "nowhere", "InvalidLocationConstraint", NotValid)]
    [InlineData("eu-west-1", "US-EAST", "InvalidLocationConstraint", NotValid)]
    [InlineData("garage", "garage", null, null)]
    [InlineData("eu-west-1", "eu-west-1", null, null)]
    [InlineData(
        "eu-west-1",
        "eu-central-1",
        "IllegalLocationConstraintException",
        "The eu-central-1 location constraint is incompatible for the region specific endpoint this request was " +
        "sent to.")]
    public async Task CreateBucket_WithALocation_ChecksIt(string region, string location, string? code, string? message)
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { Region = region });
        var document = "<CreateBucketConfiguration><LocationConstraint>" + location +
            "</LocationConstraint></CreateBucketConfiguration>";

        var response = await scenario.Raw.SendAsync(
            new RawRequest("PUT", "/another") { Body = Encoding.UTF8.GetBytes(document), Region = region });

        (response.Code, response.Message).Should().Be((code, message));
    }

    [Fact]
    public async Task CreateBucket_Again_SucceedsInUsEast1AndIsAConflictElsewhere()
    {
        await using var east = await Scenario.StartAsync();
        await east.S3.PutBucketAsync("local");
        await using var west = await Scenario.StartAsync(new LocalS3Options { Region = "eu-west-1" });

        await Scenario.ShouldFail(() => west.S3.PutBucketAsync("local"), "BucketAlreadyOwnedByYou");
        (await west.S3.GetBucketLocationAsync("local")).Location.Value.Should().Be("eu-west-1");
    }
}
