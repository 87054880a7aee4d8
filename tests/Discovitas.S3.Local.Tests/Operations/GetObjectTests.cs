namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Reading objects: ranges, conditions and missing objects.</summary>
public sealed class GetObjectTests : ScenarioTest
{
    private const string TenBytes = "0123456789";

    [Theory]
    [InlineData("bytes=0-0", 0, 0)]
    [InlineData("bytes=2-4", 2, 4)]
    [InlineData("bytes=7-", 7, 9)]
    [InlineData("bytes=7-99", 7, 9)]
    [InlineData("bytes=-3", 7, 9)]
    [InlineData("bytes=-99", 0, 9)]
    public async Task GetObject_WithARange_ReturnsThatPart(string range, int first, int last)
    {
        using var response = await GetRangeOfTenBytesAsync(range);

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange!.ToString().Should().Be($"bytes {first}-{last}/10");
        (await response.Content.ReadAsStringAsync()).Should().Be(TenBytes[first..(last + 1)]);
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task GetObject_WithARangeBeyondTheEnd_Is416(string range)
    {
        using var response = await GetRangeOfTenBytesAsync(range);

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
        using var response = await GetRangeOfTenBytesAsync(range);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().Be(TenBytes);
    }

    [Fact]
    public async Task GetObject_WithConditions_FollowsThem()
    {
        var etag = (await Scenario.PutAsync("k", "x")).ETag;
        async Task<HttpStatusCode> Get(string name, string value)
        {
            using var response = await GetAsync(name, value);
            return response.StatusCode;
        }

        (await Get("If-None-Match", etag)).Should().Be(HttpStatusCode.NotModified);
        (await Get("If-None-Match", "\"other\"")).Should().Be(HttpStatusCode.OK);
        (await Get("If-Match", etag)).Should().Be(HttpStatusCode.OK);
        (await Get("If-Match", "\"other\"")).Should().Be(HttpStatusCode.PreconditionFailed);
        (await Get("If-Modified-Since", $"{DateTimeOffset.UtcNow:R}")).Should().Be(HttpStatusCode.NotModified);
        (await Get("If-Modified-Since", "Thu, 01 Jan 2037 00:00:00 GMT")).Should()
            .Be(HttpStatusCode.OK, "S3 ignores a time in the future");
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

    [Theory]
    [InlineData("response-content-type=%00", 400, null)]
    [InlineData("response-content-disposition=a%0D%0Ab", 400, null)]
    [InlineData("response-content-language=%E6%96%87", 400, null)]
    [InlineData("response-content-type=", 200, "a/b")]
    [InlineData("response-content-type=caf%C3%A9%2Fx", 200, "caf\u00E9/x")]
    public async Task GetObject_WithAResponseHeader_ChecksIt(string query, int status, string? type)
    {
        await Scenario.S3.PutObjectAsync(Scenario.NewPut(contentType: "a/b"));

        var response = await Scenario.SendAsync("GET", "/k?" + query);

        (response.Status, status == 200 ? response.Headers["Content-Type"] : null).Should().Be((status, type));
        if (status != 200)
        {
            response.Code.Should().Be("InvalidArgument");
            Xml.Value(response, "ArgumentName").Should().Be(query.Split('=')[0]);
        }
    }

    [Fact]
    public async Task GetObject_BeyondTheEnd_NamesTheRangeAndTheSize()
    {
        await Scenario.PutAsync("k", TenBytes);
        var get = new RawRequest("GET", $"/{Scenario.Bucket}/k");
        get.Headers["range"] = "bytes=10-20";

        Xml.Details(await Scenario.Raw.SendAsync(get)).Should()
            .Equal(("RangeRequested", "bytes=10-20"), ("ActualObjectSize", "10"));
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

    private async Task<HttpResponseMessage> GetRangeOfTenBytesAsync(string range)
    {
        await Scenario.PutAsync("k", TenBytes);
        return await GetAsync("Range", range);
    }

    private async Task<HttpResponseMessage> GetAsync(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{Scenario.Bucket}/k");
        request.Headers.TryAddWithoutValidation(header, value);
        return await Scenario.Http.SendAsync(request);
    }
}
