namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>What is allowed without a signature, and for other accounts.</summary>
public sealed class AccessPolicyTests : ScenarioTest
{
    [Fact]
    public async Task Anonymous_CanReadObjectsOnly()
    {
        await Scenario.PutAsync("k", "x");

        (await Scenario.Http.GetStringAsync($"/{Scenario.Bucket}/k")).Should().Be("x");
        (await Scenario.Http.GetAsync($"/{Scenario.Bucket}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Scenario.Http.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Scenario.Http.GetAsync($"/{Scenario.Bucket}/k?tagging")).StatusCode
            .Should().Be(HttpStatusCode.Forbidden);
        (await Scenario.Http.PutAsync($"/{Scenario.Bucket}/k", new StringContent("y"))).StatusCode
            .Should().Be(HttpStatusCode.Forbidden);
        (await Scenario.Http.DeleteAsync($"/{Scenario.Bucket}/k")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Scenario.Http.GetAsync($"/{Scenario.Bucket}/k?response-content-type=text/html")).StatusCode
            .Should().Be(HttpStatusCode.BadRequest);
        (await Scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task Anonymous_WithoutPublicRead_CanReadNothing()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { PublicRead = false });
        await scenario.PutAsync("k", "x");

        (await scenario.Http.GetAsync($"/{scenario.Bucket}/k")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task PutObject_ForAnotherOwner_IsForbidden()
    {
        Task Put(string owner) => Scenario.S3.PutObjectAsync(
            new() { BucketName = Scenario.Bucket, Key = "k", ContentBody = "1", ExpectedBucketOwner = owner });

        (await Scenario.FailureOf(() => Put("111122223333"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        await Put("000000000000");
    }

    [Theory]
    [InlineData("?delete=")]
    [InlineData("/k?uploads=")]
    [InlineData("/k?uploadId=00000000000000000000000000000000")]
    public async Task Form_SentToAnotherOperation_IsDenied(string target)
    {
        var form = Form.Create(Scenario).Sign();
        form.Target += target;

        await ShouldReject(Scenario, form, 403, "AccessDenied", "Access Denied");
    }
}
