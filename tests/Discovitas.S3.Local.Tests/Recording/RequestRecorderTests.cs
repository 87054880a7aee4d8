namespace Discovitas.S3.Local.Tests.Recording;

/// <summary>What the server says about the requests that it received.</summary>
public sealed class RequestRecorderTests : ScenarioTest
{
    private S3RecordedRequest Only => Scenario.Server.Requests.Should().ContainSingle().Which;

    [Fact]
    public async Task Requests_OfAPut_SayWhatWasSentAndReturned()
    {
        var before = DateTimeOffset.UtcNow;
        var put = Scenario.NewPut("a/k", "hello", "text/plain");
        put.Metadata["Colour"] = "red";

        var response = await Scenario.S3.PutObjectAsync(put);

        Only.Should().BeEquivalentTo(new
        {
            Number = 1L,
            Method = "PUT",
            Operation = S3Operation.PutObject,
            Scenario.Bucket,
            Key = "a/k",
            Status = 200,
            ErrorCode = (string?)null,
            ErrorMessage = (string?)null,
            ResponseBytes = 0L,
            response.ResponseMetadata.RequestId,
        });
        Only.Time.Should().BeOnOrAfter(before).And.BeOnOrBefore(DateTimeOffset.UtcNow);
        Only.Duration.Should().BePositive();
        Only.RequestBytes.Should().BeGreaterThanOrEqualTo(5);
        Only.Headers.Should().Contain("X-AMZ-META-COLOUR", "red");
        Only.ToString().Should().Be($"PUT {Only.Target} -> 200");
    }

    [Fact]
    public async Task Requests_OfAGet_HaveTheSizeOfTheResponse()
    {
        await Scenario.PutAsync("k", "hello");
        Scenario.Server.Requests.Clear();

        await Scenario.Http.GetStringAsync($"/{Scenario.Bucket}/k");

        Only.ResponseBytes.Should().Be(5);
        Only.Operation.Should().Be(S3Operation.GetObject);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Requests_OfAnError_HaveItsCode(string method)
    {
        await Scenario.SendAsync(method, "/missing");

        Only.Should().BeEquivalentTo(new
        {
            Status = 404,
            ErrorCode = "NoSuchKey",
            ErrorMessage = "The specified key does not exist.",
        });
    }

    [Fact]
    public async Task Requests_OfAnErrorInOk_HaveBoth()
    {
        Scenario.Server.Faults = _ => S3Fault.ErrorInOk();

        await Scenario.SendAsync("GET");

        Only.Should().BeEquivalentTo(new { Status = 200, ErrorCode = "InternalError" });
    }

    [Theory]
    [InlineData("OPTIONS", "/local/k")]
    [InlineData("PATCH", "/local/k")]
    [InlineData("GET", "/local/%zz")]
    public async Task Requests_OfNoOperation_AreRecorded(string method, string target)
    {
        await Scenario.Raw.SendAsync(new RawRequest(method, target));

        Only.Should().BeEquivalentTo(new { Method = method, Operation = (S3Operation?)null, Target = target });
        Only.Status.Should().BeInRange(400, 499);
    }

    [Fact]
    public async Task Requests_OfAClosedConnection_HaveNoStatus()
    {
        Scenario.Server.Faults = _ => S3Fault.Reset;

        await Scenario.Http.Invoking(http => http.GetAsync("/local/k")).Should().ThrowAsync<HttpRequestException>();

        Only.Should().BeEquivalentTo(
            new { Operation = S3Operation.GetObject, Key = "k", Status = (int?)null, RequestId = (string?)null });
        Only.ToString().Should().Be("GET /local/k -> no response");
    }

    [Fact]
    public async Task Requests_HaveNoSignatureTokenOrKey()
    {
        var url = await Scenario.S3.GetPreSignedURLAsync(
            new()
            {
                BucketName = Scenario.Bucket,
                Key = "k",
                Expires = DateTime.UtcNow.AddHours(1),
                Protocol = Amazon.S3.Protocol.HTTP,
            });
        var signature = url[(url.IndexOf("X-Amz-Signature=", StringComparison.Ordinal) + 16)..];
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{url}&X-Amz-Security-Token=token1");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 secret2");
        request.Headers.Add("x-amz-security-token", "token3");
        request.Headers.Add("x-amz-server-side-encryption-customer-key", "key4");
        request.Headers.Add("Cookie", "a=cookie5");

        using var response = await Scenario.Http.SendAsync(request);

        var all = string.Concat(Only.Headers.Select(header => $"{header}")) + Only;
        all.Should().NotContainAny(signature, "token1", "secret2", "token3", "key4", "cookie5");
        Only.Target.Should().Contain("X-Amz-Signature=…").And.Contain("X-Amz-Security-Token=…");
    }

    [Fact]
    public async Task Requests_WithALongHeader_CutIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/local/k");
        request.Headers.Add("x-long", new string('a', 5000));

        using var response = await Scenario.Http.SendAsync(request);

        Only.Headers["x-long"].Should().HaveLength(4097).And.EndWith("a…");
    }

    [Fact]
    public async Task Requests_OfMoreThanAThousand_AreTheNewest()
    {
        for (var round = 0; round < 1001; round++)
        {
            using var response = await Scenario.Http.GetAsync($"/local/k{round}");
        }

        Scenario.Server.Requests.Count.Should().Be(1000);
        Scenario.Server.Requests.First().Key.Should().Be("k1");
        Scenario.Server.Requests.Last().Should().BeEquivalentTo(new { Key = "k1000", Number = 1001L });
    }

    [Fact]
    public async Task Completed_IsRaisedAtTheEndOfARequest()
    {
        var ended = new TaskCompletionSource<S3RecordedRequest>();
        Scenario.Server.Requests.Completed += (_, request) => ended.SetResult(request);

        await Scenario.PutAsync("k", "x");

        (await ended.Task.WaitAsync(TimeSpan.FromMinutes(1))).Status.Should().Be(200);
    }
}
