using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Presigned URLs, made by the SDK.</summary>
public sealed class PresignedUrlTests
{
    [Fact]
    public async Task PresignedGet_OverridesHeadersAndExpires()
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { PublicRead = false, TimeProvider = clock });
        await scenario.PutAsync("a b+c/ü.txt", "x");
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "a b+c/ü.txt",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
            ResponseHeaderOverrides = { ContentDisposition = "attachment; filename=\"x y.txt\"", ContentType = "text/x" },
        });

        using var answer = await scenario.Http.GetAsync(url);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/x");
        answer.Content.Headers.ContentDisposition!.ToString().Should().Be("attachment; filename=\"x y.txt\"");
        (await scenario.Http.GetAsync(url.Replace("text%2Fx", "text%2Fy"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);

        clock.Shift = TimeSpan.FromMinutes(6);
        using var late = await scenario.Http.GetAsync(url);
        late.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await late.Content.ReadAsStringAsync()).Should().Contain("<Code>AccessDenied</Code><Message>Request has expired</Message>");
    }

    [Fact]
    public async Task PresignedPut_TakesTheBodyAndTheSignedHeadersOnly()
    {
        await using var scenario = await Scenario.StartAsync();
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            ContentType = "text/css",
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
        });
        async Task<HttpStatusCode> Put(string type, string? meta = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StringContent("x") };
            request.Content.Headers.ContentType = new(type);
            if (meta is not null)
            {
                request.Headers.Add("x-amz-meta-m", meta);
            }

            using var answer = await scenario.Http.SendAsync(request);
            return answer.StatusCode;
        }

        (await Put("text/html")).Should().Be(HttpStatusCode.Forbidden);
        (await Put("text/css", meta: "smuggled")).Should().Be(HttpStatusCode.Forbidden);
        (await Put("text/css")).Should().Be(HttpStatusCode.OK);
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).Headers.ContentType.Should().Be("text/css");
    }

    [Fact]
    public async Task PresignedUploadPart_Works()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = (await scenario.S3.InitiateMultipartUploadAsync(scenario.Bucket, "k")).UploadId;
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            UploadId = id,
            PartNumber = 1,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Amazon.S3.Protocol.HTTP,
        });

        using var answer = await scenario.Http.PutAsync(url, new ByteArrayContent([1, 2, 3]));
        await scenario.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [new PartETag(1, answer.Headers.ETag!.Tag)],
        });

        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).ContentLength.Should().Be(3);
    }

    [Theory]
    [InlineData("X-Amz-Expires=604801", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=-1", "AuthorizationQueryParametersError")]
    [InlineData("X-Amz-Expires=60", "SignatureDoesNotMatch")]
    public async Task PresignedUrl_WithAnAlteredLifetime_IsRefused(string lifetime, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var url = scenario.S3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Expires = DateTime.UtcNow.AddSeconds(300),
            Protocol = Amazon.S3.Protocol.HTTP,
        });
        var altered = System.Text.RegularExpressions.Regex.Replace(url, "X-Amz-Expires=[0-9]+", lifetime);

        (await (await scenario.Http.GetAsync(altered)).Content.ReadAsStringAsync()).Should().Contain($"<Code>{code}</Code>");
    }
}
