namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>What is allowed without a signature, and for other accounts.</summary>
public sealed class AccessPolicyTests
{
    [Fact]
    public async Task Anonymous_CanReadObjectsOnly()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");

        (await scenario.Http.GetStringAsync($"/{scenario.Bucket}/k")).Should().Be("x");
        (await scenario.Http.GetAsync($"/{scenario.Bucket}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.GetAsync(
            $"/{scenario.Bucket}/k?tagging")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.PutAsync(
            $"/{scenario.Bucket}/k", new StringContent("y"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.DeleteAsync($"/{scenario.Bucket}/k")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.GetAsync(
            $"/{scenario.Bucket}/k?response-content-type=text/html")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task Anonymous_WithoutPublicRead_CanReadNothing()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { PublicRead = false });
        await scenario.PutAsync("k", "x");

        (await scenario.Http.GetAsync($"/{scenario.Bucket}/k")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task PutObject_WithAnAcl_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        Task Put(S3CannedACL acl) => scenario.S3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = "k", ContentBody = "1", CannedACL = acl });

        (await Scenario.FailureOf(
            () => Put(S3CannedACL.PublicRead))).ErrorCode.Should().Be("AccessControlListNotSupported");
        await Put(S3CannedACL.BucketOwnerFullControl);
    }

    [Fact]
    public async Task PutObject_ForAnotherOwner_IsForbidden()
    {
        await using var scenario = await Scenario.StartAsync();
        Task Put(string owner) => scenario.S3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = "k", ContentBody = "1", ExpectedBucketOwner = owner });

        (await Scenario.FailureOf(() => Put("111122223333"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        await Put("000000000000");
    }

    [Theory]
    [InlineData("?delete=")]
    [InlineData("/k?uploads=")]
    [InlineData("/k?uploadId=00000000000000000000000000000000")]
    public async Task Form_SentToAnotherOperation_IsDenied(string target)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Create(scenario).Sign();
        form.Target += target;

        await ShouldReject(scenario, form, 403, "AccessDenied", "Access Denied");
    }
}
