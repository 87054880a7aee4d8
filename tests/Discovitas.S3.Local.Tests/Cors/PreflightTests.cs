namespace Discovitas.S3.Local.Tests.Cors;

/// <summary>Preflights, which browsers send before requests of another origin.</summary>
public sealed class PreflightTests : ScenarioTest
{
    private const string App = "https://app.example";
    private const string LocalPage = "http://localhost:5173";

    private static CORSRule Rule => new()
    {
        AllowedOrigins = [App],
        AllowedMethods = ["PUT"],
        AllowedHeaders = ["Content-*", "x-amz-date"],
    };

    [Theory]
    [InlineData("PUT", "Content-Type, X-Amz-Meta-A")]
    [InlineData("POST", null)]
    [InlineData("GET", "range")]
    [InlineData("DELETE", null)]
    [InlineData("HEAD", null)]
    public async Task Preflight_WithoutAConfiguration_AllowsLocalPages(string method, string? headers)
    {
        var response = await Ask(Scenario, "/k?uploadId=1&partNumber=2", LocalPage, method, headers);

        response.Status.Should().Be(200);
        response.Body.Should().BeEmpty();
        response.Headers["Access-Control-Allow-Origin"].Should().Be(LocalPage);
        response.Headers["Access-Control-Allow-Methods"].Should().Contain(method);
        response.Headers.GetValueOrDefault("Access-Control-Allow-Headers").Should().Be(headers?.ToLowerInvariant());
        response.Headers["Access-Control-Max-Age"].Should().Be("3000");
        response.Headers["Vary"].Should().StartWith("Origin");
    }

    [Fact]
    public async Task Preflight_OfAnOriginThatOnlyBeginsLikeALocalPage_IsForbidden() =>
        (await Ask(Scenario, "/k", "http://localhost:80@evil.example", "PUT", null)).Status.Should().Be(403);

    [Theory]
    [InlineData("", "PUT", null, true)]
    [InlineData("/k", "PUT", "content-type", true)]
    [InlineData("/k", "PUT", "CONTENT-TYPE, x-amz-date", true)]
    [InlineData("/k", "PUT", "content-type, authorization", false)]
    [InlineData("/k", "DELETE", null, false)]
    public async Task Preflight_WithAConfiguration_FollowsIt(
        string target, string method, string? headers, bool isAllowed)
    {
        await Scenario.PutCorsAsync(Rule);

        var response = await Ask(Scenario, target, App, method, headers);

        response.Status.Should().Be(isAllowed ? 200 : 403);
        if (isAllowed)
        {
            response.Headers["Access-Control-Allow-Origin"].Should().Be(App);
            response.Headers["Access-Control-Allow-Credentials"].Should().Be("true");
            return;
        }

        response.Code.Should().Be("AccessForbidden");
        response.Message.Should().StartWith("CORSResponse: This CORS request is not allowed.");
        response.Body.Should().Contain($"<Method>{method}</Method><ResourceType>OBJECT</ResourceType>");
        response.Headers.Should().NotContainKey("Access-Control-Allow-Origin");
    }

    [Fact]
    public async Task Preflight_OfAnotherOrigin_IsForbidden()
    {
        (await Ask(Scenario, "/k", "https://evil.example", "PUT")).Code
            .Should().Be("AccessForbidden", "the keys of this server are no secret");
        await Scenario.PutCorsAsync(Rule);

        (await Ask(Scenario, "", "https://evil.example", "PUT")).Body
            .Should().Contain("<Code>AccessForbidden</Code>").And.Contain("<ResourceType>BUCKET</ResourceType>");
    }

    [Fact]
    public async Task Preflight_OfABucketWithoutCors_IsForbidden()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { AllowLocalOrigins = false });

        (await Ask(scenario, "/k", App, "PUT")).Message
            .Should().Be("CORSResponse: CORS is not enabled for this bucket.");
        (await scenario.Raw.SendAsync(Preflight("/not-there/k", App, "PUT"), sign: false)).Message
            .Should().Be("CORSResponse: Bucket not found");
        (await scenario.Raw.SendAsync(Preflight("/..%2f/k", App, "PUT"), sign: false)).Message
            .Should().Be("CORSResponse: Bucket not found");
    }

    [Theory]
    [InlineData(null, "PUT", "Insufficient information. Origin request header needed.")]
    [InlineData(App, "PATCH", "Invalid Access-Control-Request-Method: PATCH")]
    public async Task Preflight_WithoutItsHeaders_IsABadRequest(string? origin, string? method, string message)
    {
        var response = await Ask(Scenario, "/k", origin, method);

        (response.Status, response.Code, response.Message).Should().Be((400, "BadRequest", message));
    }

    [Theory]
    [InlineData(false, "CORSResponse: This CORS request is not allowed.")]
    [InlineData(true, "CORSResponse: This CORS request is not allowed.")]
    public async Task Preflight_WithoutAMethod_IsForbidden(bool isConfigured, string message)
    {
        if (isConfigured)
        {
            await Scenario.PutCorsAsync(Rule);
        }

        var response = await Ask(Scenario, "/k", App, method: null);

        (response.Status, response.Code).Should().Be((403, "AccessForbidden"));
        response.Message.Should().StartWith(message);
        Xml.Details(response).Should().Equal(("Method", "OPTIONS"), ("ResourceType", "OBJECT"));
    }

    [Fact]
    public async Task Preflight_GetsNoFaultAndIsNotCounted()
    {
        Scenario.Server.Faults = _ => S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown");

        (await Ask(Scenario, "/k", LocalPage, "PUT")).Status.Should().Be(200);
    }

    private static Task<RawResponse> Ask(
        Scenario scenario, string target, string? origin, string? method, string? headers = null) =>
        scenario.Raw.SendAsync(Preflight($"/{scenario.Bucket}{target}", origin, method, headers), sign: false);

    private static RawRequest Preflight(string target, string? origin, string? method, string? headers = null)
    {
        var request = new RawRequest("OPTIONS", target);
        (string Name, string? Value)[] headerValues =
        [
            ("origin", origin),
            ("access-control-request-method", method),
            ("access-control-request-headers", headers),
        ];
        foreach (var (name, value) in headerValues)
        {
            if (value is not null)
            {
                request.Unsigned[name] = value;
            }
        }

        return request;
    }
}
