namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Requests whose signature is wrong.</summary>
public sealed class AuthenticatorTests : ScenarioTest
{
    [Fact]
    public async Task Request_WithAWrongSecret_IsRejected()
    {
        using var client = Scenario.CreateClient(secret: "another");

        await Scenario.ShouldFail(() => client.ListBucketsAsync(), "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Request_WithAnUnknownKey_IsRejected()
    {
        using var client = Scenario.CreateClient(accessKeyId: "NOBODY");

        await Scenario.ShouldFail(() => client.ListBucketsAsync(), "InvalidAccessKeyId");
    }

    [Fact]
    public async Task Request_ForAnotherRegion_IsRejectedWithTheRightOne()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { Region = "eu-west-1" });

        var response = await scenario.Raw.SendAsync(new RawRequest("GET", "/") { Region = "us-east-1" });

        response.Code.Should().Be("AuthorizationHeaderMalformed");
        response.Body.Should().Contain("<Region>eu-west-1</Region>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("20200101")]
    public async Task Request_WithAnotherDayInItsScope_IsRejected(string day)
    {
        var response = await Scenario.Raw.SendAsync(new RawRequest("GET", "/") { Day = day });

        response.Code.Should().Be("AuthorizationHeaderMalformed");
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task Request_WithASkewedClock_IsRejectedWithTheServersTime(int minutes)
    {
        var response = await Scenario.Raw.SendAsync(
            new RawRequest("GET", "/") { Time = DateTimeOffset.UtcNow.AddMinutes(minutes) });

        response.Code.Should().Be("RequestTimeTooSkewed");
        DateTimeOffset.Parse(response.Headers["Date"], CultureInfo.InvariantCulture)
            .Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        var allowed = new RawRequest("GET", "/") { Time = DateTimeOffset.UtcNow.AddMinutes(minutes > 0 ? 14 : -14) };
        (await Scenario.Raw.SendAsync(allowed)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Sdk_WithASkewedClock_CorrectsItself()
    {
        await using var scenario = await Scenario.StartAsync(
            new LocalS3Options { TimeProvider = new ShiftedClock(TimeSpan.FromHours(1)) });

        await scenario.PutAsync("k", "x");

        (await scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task Request_WithAnUnsignedHeader_IsRejected()
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = [1] };
        request.Unsigned["x-amz-meta-added"] = "1";

        var response = await Scenario.Raw.SendAsync(request);

        response.Code.Should().Be("AccessDenied");
        response.Body.Should().Contain("<HeadersNotSigned>x-amz-meta-added</HeadersNotSigned>");
    }

    [Fact]
    public async Task Request_WithAnotherPathQueryOrMethodThanSigned_IsRejected()
    {
        async Task<string?> Send(string method, string target)
        {
            var signed = new RawRequest("GET", $"/{Scenario.Bucket}/k?tagging=");
            signed.Sign(Scenario.Raw.Host, Scenario.Server.AccessKeyId);
            var sent = new RawRequest(method, target);
            foreach (var (name, value) in signed.Headers)
            {
                sent.Headers[name] = value;
            }

            return (await Scenario.Raw.SendAsync(sent, sign: false)).Code;
        }

        (await Send("GET", $"/{Scenario.Bucket}/k?tagging=")).Should().Be("NoSuchKey");
        (await Send("GET", $"/{Scenario.Bucket}/j?tagging=")).Should().Be("SignatureDoesNotMatch");
        (await Send("GET", $"/{Scenario.Bucket}/k")).Should().Be("SignatureDoesNotMatch");
        (await Send("DELETE", $"/{Scenario.Bucket}/k?tagging=")).Should().Be("SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("AWS LOCALDEVELOPMENT:abc", "InvalidRequest")]
    [InlineData("Bearer x", "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed")]
    [InlineData(
        "AWS4-HMAC-SHA256 Credential=LOCALDEVELOPMENT/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, " +
        "Signature=0",
        "AccessDenied")]
    public async Task Request_WithAnInvalidAuthorization_IsRejected(string authorization, string code)
    {
        var request = new RawRequest("GET", "/");
        request.Headers["authorization"] = authorization;
        request.Headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";

        (await Scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be(code);
    }

    [Fact]
    public async Task Request_WithASessionToken_IsRejected()
    {
        var request = new RawRequest("GET", "/");
        request.Headers["x-amz-security-token"] = "left over from elsewhere";

        (await Scenario.Raw.SendAsync(request)).Code.Should().Be("InvalidToken");
    }
}
