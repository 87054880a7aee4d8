namespace Discovitas.S3.Local.Tests.Signing;

/// <summary>Presigned URLs that have expired or were changed.</summary>
public sealed class PresignedUrlTests : ScenarioTest
{
    [Fact]
    public async Task PresignedGet_OverridesHeadersAndExpires()
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        await using var scenario = await Scenario.StartAsync(
            new LocalS3Options { PublicRead = false, TimeProvider = clock });
        await scenario.PutAsync("a b+c/ü.txt", "x");
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "a b+c/ü.txt",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
            ResponseHeaderOverrides =
            {
                ContentDisposition = "attachment; filename=\"x y.txt\"",
                ContentType = "text/x",
            },
        });

        using var response = await scenario.Http.GetAsync(url);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/x");
        response.Content.Headers.ContentDisposition!.ToString().Should().Be("attachment; filename=\"x y.txt\"");
        (await scenario.Http.GetAsync(url.Replace("text%2Fx", "text%2Fy"))).StatusCode
            .Should().Be(HttpStatusCode.Forbidden);

        clock.Shift = TimeSpan.FromMinutes(6);
        using var late = await scenario.Http.GetAsync(url);
        late.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await late.Content.ReadAsStringAsync()).Should().Contain(
            "<Code>AccessDenied</Code><Message>Request has expired</Message>");
    }

    [Theory]
    [InlineData("X-Amz-Expires=604801", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=-1", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=60", "SignatureDoesNotMatch")]
    [InlineData("X-Amz-Expires=300&X-Amz-Signature=00", "AuthorizationQueryParametersError")]
    public async Task PresignedUrl_WithAChangedLifetime_IsRejected(string lifetime, string code)
    {
        var url = Scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            Expires = DateTime.UtcNow.AddSeconds(300),
            Protocol = Amazon.S3.Protocol.HTTP,
        });
        var altered = System.Text.RegularExpressions.Regex.Replace(url, "X-Amz-Expires=[0-9]+", lifetime);

        (await (await Scenario.Http.GetAsync(altered)).Content.ReadAsStringAsync())
            .Should().Contain($"<Code>{code}</Code>");
    }

    [Theory]
    [InlineData("PUT", "/k")]
    [InlineData("PUT", "/k?partNumber=1&uploadId=00000000000000000000000000000000")]
    [InlineData("POST", "/k?uploads=")]
    [InlineData("GET", "/k?uploadId=00000000000000000000000000000000")]
    [InlineData("POST", "/k?uploadId=00000000000000000000000000000000")]
    [InlineData("DELETE", "/k?uploadId=00000000000000000000000000000000")]
    public async Task PresignedUrl_ThatHasExpired_IsRejected(string method, string target)
    {
        var clock = new ShiftedClock(TimeSpan.FromMinutes(6));
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        using var request = new HttpRequestMessage(new HttpMethod(method), Presign.Url(scenario, method, target).Url);
        request.Content = new ByteArrayContent([1]);

        using var response = await scenario.Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).Should().Contain(
            "<Code>AccessDenied</Code><Message>Request has expired</Message>");
        clock.Shift = TimeSpan.Zero;
        await ShouldBeNone(scenario);
    }
}
