using System.Net;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Who may do what, and how a signature fails.</summary>
public sealed class SignatureTests
{
    [Fact]
    public async Task Request_WithAWrongSecret_DoesNotMatch()
    {
        await using var scenario = await Scenario.StartAsync();
        using var client = scenario.CreateClient(secret: "another");

        (await Scenario.FailureOf(() => client.ListBucketsAsync())).ErrorCode.Should().Be("SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Request_WithAnUnknownKey_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        using var client = scenario.CreateClient(accessKeyId: "NOBODY");

        (await Scenario.FailureOf(() => client.ListBucketsAsync())).ErrorCode.Should().Be("InvalidAccessKeyId");
    }

    [Fact]
    public async Task Request_ForAnotherRegion_IsToldTheRightOne()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { Region = "eu-west-1" });

        var answer = await scenario.Raw.SendAsync(new RawRequest("GET", "/") { Region = "us-east-1" });

        answer.Code.Should().Be("AuthorizationHeaderMalformed");
        answer.Body.Should().Contain("<Region>eu-west-1</Region>");
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task Request_FromASkewedClock_IsRefusedWithTheServersTime(int minutes)
    {
        await using var scenario = await Scenario.StartAsync();

        var answer = await scenario.Raw.SendAsync(new RawRequest("GET", "/") { Time = DateTimeOffset.UtcNow.AddMinutes(minutes) });

        answer.Code.Should().Be("RequestTimeTooSkewed");
        DateTimeOffset.Parse(answer.Headers["Date"], System.Globalization.CultureInfo.InvariantCulture).Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (await scenario.Raw.SendAsync(new RawRequest("GET", "/") { Time = DateTimeOffset.UtcNow.AddMinutes(minutes > 0 ? 14 : -14) })).Status.Should().Be(200);
    }

    [Fact]
    public async Task Sdk_WithASkewedClock_CorrectsItself()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = new ShiftedClock(TimeSpan.FromHours(1)) });

        await scenario.PutAsync("k", "x");

        (await scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task Anonymous_MayReadObjectsAndNothingElse()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");

        (await scenario.Http.GetStringAsync($"/{scenario.Bucket}/k")).Should().Be("x");
        (await scenario.Http.GetAsync($"/{scenario.Bucket}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.GetAsync($"/{scenario.Bucket}/k?tagging")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.PutAsync($"/{scenario.Bucket}/k", new StringContent("y"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.DeleteAsync($"/{scenario.Bucket}/k")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await scenario.Http.GetAsync($"/{scenario.Bucket}/k?response-content-type=text/html")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task Anonymous_WithoutPublicRead_MayDoNothing()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { PublicRead = false });
        await scenario.PutAsync("k", "x");

        (await scenario.Http.GetAsync($"/{scenario.Bucket}/k")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Request_WithAHeaderAddedOnTheWay_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = [1] };
        request.Unsigned["x-amz-meta-added"] = "1";

        var answer = await scenario.Raw.SendAsync(request);

        answer.Code.Should().Be("AccessDenied");
        answer.Body.Should().Contain("<HeadersNotSigned>x-amz-meta-added</HeadersNotSigned>");
    }

    [Fact]
    public async Task Request_WithAnotherPathQueryOrMethodThanSigned_DoesNotMatch()
    {
        await using var scenario = await Scenario.StartAsync();
        async Task<string?> Send(string method, string target)
        {
            var signed = new RawRequest("GET", $"/{scenario.Bucket}/k?tagging=");
            signed.Sign(scenario.Raw.Host, scenario.Server.AccessKeyId);
            var sent = new RawRequest(method, target);
            foreach (var (name, value) in signed.Headers)
            {
                sent.Headers[name] = value;
            }

            return (await scenario.Raw.SendAsync(sent, sign: false)).Code;
        }

        (await Send("GET", $"/{scenario.Bucket}/k?tagging=")).Should().Be("NoSuchKey");
        (await Send("GET", $"/{scenario.Bucket}/j?tagging=")).Should().Be("SignatureDoesNotMatch");
        (await Send("GET", $"/{scenario.Bucket}/k")).Should().Be("SignatureDoesNotMatch");
        (await Send("DELETE", $"/{scenario.Bucket}/k?tagging=")).Should().Be("SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("AWS LOCALDEVELOPMENT:abc", "InvalidRequest")]
    [InlineData("Bearer x", "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed")]
    [InlineData("AWS4-HMAC-SHA256 Credential=LOCALDEVELOPMENT/20200101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0", "AccessDenied")]
    public async Task Request_WithAnAuthorizationThatIsNone_IsRefused(string authorization, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("GET", "/");
        request.Headers["authorization"] = authorization;
        request.Headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be(code);
    }

    [Fact]
    public async Task Request_WithASessionToken_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("GET", "/");
        request.Headers["x-amz-security-token"] = "left over from elsewhere";

        (await scenario.Raw.SendAsync(request)).Code.Should().Be("InvalidToken");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("10.0.0.1")]
    public async Task Request_UnderAForeignHostName_IsRefused(string host)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{scenario.Bucket}/k") { Headers = { Host = host } };

        (await scenario.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Request_WithTheBucketInTheHostName_FindsIt()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("a/k", "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/a/k") { Headers = { Host = $"{scenario.Bucket}.localhost" } };

        (await (await scenario.Http.SendAsync(request)).Content.ReadAsStringAsync()).Should().Be("x");
    }
}
