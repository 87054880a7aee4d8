namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Signature Version 2, which is not supported.</summary>
public sealed class SignatureVersion2Tests : ScenarioTest
{
    [Theory]
    [InlineData("/k?AWSAccessKeyId=A&Signature=x&Expires=1900000000", null)]
    [InlineData("/k?Signature=x&Expires=1900000000", null)]
    [InlineData("/k", "AWS LOCALDEVELOPMENT:x")]
    public async Task Request_IsRejectedWithTheRemedy(string target, string? authorization)
    {
        var request = new RawRequest("GET", $"/{Scenario.Bucket}{target}");
        if (authorization is not null)
        {
            request.Headers["authorization"] = authorization;
        }

        var response = await Scenario.Raw.SendAsync(request, sign: false);

        response.Status.Should().Be(400);
        response.Code.Should().Be("InvalidRequest");
        response.Message.Should().StartWith(
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.")
            .And.Contain("Signature Version 2").And.Contain("signature_version=\"s3v4\"");
    }
}
