namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Reading objects: ranges, conditions and missing objects.</summary>
public sealed class GetObjectTests : ScenarioTest
{
    [Theory]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=7-99", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-99", "0123456789", "bytes 0-9/10")]
    public async Task GetObject_WithARange_ReturnsThatPart(string range, string expected, string contentRange)
    {
        await Scenario.PutAsync("k", "0123456789");

        using var response = await GetAsync(Scenario, "Range", range);

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange!.ToString().Should().Be(contentRange);
        (await response.Content.ReadAsStringAsync()).Should().Be(expected);
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task GetObject_WithARangeBeyondTheEnd_Is416(string range)
    {
        await Scenario.PutAsync("k", "0123456789");

        using var response = await GetAsync(Scenario, "Range", range);

        response.StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        response.Content.Headers.ContentRange!.ToString().Should().Be("bytes */10");
    }

    [Theory]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=x-")]
    [InlineData("lines=0-1")]
    public async Task GetObject_WithAnUnsupportedRange_ReturnsTheWhole(string range)
    {
        await Scenario.PutAsync("k", "0123456789");

        using var response = await GetAsync(Scenario, "Range", range);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().HaveLength(10);
    }

    [Fact]
    public async Task GetObject_WithConditions_FollowsThem()
    {
        var etag = (await Scenario.PutAsync("k", "x")).ETag;
        async Task<HttpStatusCode> Get(string name, string value)
        {
            using var response = await GetAsync(Scenario, name, value);
            return response.StatusCode;
        }

        (await Get("If-None-Match", etag)).Should().Be(HttpStatusCode.NotModified);
        (await Get("If-None-Match", "\"other\"")).Should().Be(HttpStatusCode.OK);
        (await Get("If-Match", etag)).Should().Be(HttpStatusCode.OK);
        (await Get("If-Match", "\"other\"")).Should().Be(HttpStatusCode.PreconditionFailed);
        (await Get("If-Modified-Since", "Thu, 01 Jan 2037 00:00:00 GMT")).Should().Be(HttpStatusCode.NotModified);
        (await Get("If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT")).Should().Be(HttpStatusCode.OK);
        (await Get("If-Unmodified-Since", "Thu, 01 Jan 2015 00:00:00 GMT"))
            .Should().Be(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task GetObject_ThatDoesNotExist_IsNoSuchKeyForTheOwnerAndForbiddenForOthers()
    {
        await Scenario.ShouldFail(() => Scenario.S3.GetObjectAsync(Scenario.Bucket, "nothing"), "NoSuchKey");
        (await Scenario.FailureOf(() => Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "nothing"))).StatusCode
            .Should().Be(HttpStatusCode.NotFound);
        await Scenario.ShouldFail(() => Scenario.S3.GetObjectAsync("another", "k"), "NoSuchBucket");
        using var anonymous = await Scenario.Http.GetAsync($"/{Scenario.Bucket}/nothing");
        anonymous.StatusCode.Should().Be(HttpStatusCode.Forbidden, "who may not list does not learn what is missing");
    }

    [Fact]
    public async Task GetObject_WhileItIsReplaced_ReturnsOneVersion()
    {
        string[] versions = [new('a', 300_000), new('b', 200_000)];
        string[] etags = [(
            await Scenario.PutAsync("other", versions[1])).ETag, (await Scenario.PutAsync("k", versions[0])).ETag];

        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(n => Scenario.PutAsync("k", versions[n % 2])));
        while (!writing.IsCompleted)
        {
            using var got = await Scenario.S3.GetObjectAsync(Scenario.Bucket, "k");
            using var reader = new StreamReader(got.ResponseStream);
            var content = await reader.ReadToEndAsync();
            versions.Should().Contain(content);
            got.ETag.Should().Be(content == versions[1] ? etags[0] : etags[1]);
        }

        await writing;
    }

    private static async Task<HttpResponseMessage> GetAsync(Scenario scenario, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{scenario.Bucket}/k");
        request.Headers.TryAddWithoutValidation(header, value);
        return await scenario.Http.SendAsync(request);
    }
}
