using System.Text;
using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>
/// Requests that no page of ours sends: each has an answer, and none gets further than its plainer kin.
/// </summary>
public sealed class HostileRequestTests
{
    [Fact]
    public async Task AnotherGroupsToken_WithTheRouteInCapitals_IsRejected()
    {
        await using var app =
            await DirectApp.StartAsync(map: app => app.MapS3Uploads("/avatars", options => options.MaxFileSize = 10));
        var created = await app.PostAsync("/uploads/S3/multipart", new { filename = "a.jpg", type = "image/jpeg" });
        var part = $"S3/multipart/{created.Text("uploadId")}/1?key={created.Text("key")}";

        (await app.GetAsync("/avatars/" + part)).Status.Should().Be(403);
        (await app.GetAsync("/uploads/" + part)).Status.Should().Be(200, "else the test proves nothing");
    }

    [Theory]
    [InlineData("/uploads/s3/multipart", """{"filename":"a.jpg","size":-1}""")]
    [InlineData("/uploads/s3/sign", """{"method":"PUT","key":"a.jpg","size":-1}""")]
    [InlineData("/uploads/s3/sign", """{"method":"POST","key":"a.jpg","size":-9223372036854775808}""")]
    [InlineData("/uploads/s3/multipart", """{"filename":"\ud800"}""")]
    [InlineData("/uploads/s3/multipart", """{"filename":"a.jpg","metadata":{"a":"\ud800"}}""")]
    [InlineData("/uploads/s3/multipart", """{"filename":"a.jpg","metadata":{"\ud800":"a"}}""")]
    [InlineData("/uploads/s3/verify", """{"key":"\ud800"}""")]
    public async Task JsonThatMeansNothing_IsRejected(string route, string body)
    {
        await using var app = await DirectApp.StartAsync();

        (await app.SendAsync(HttpMethod.Post, route, Json(body))).Status.Should().Be(400);
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""[null]""")]
    [InlineData("""[{"PartNumber":1,"ETag":"x"},null]""")]
    public async Task PartsThatAreNone_AreRejected(string parts)
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);

        var complete = $"/uploads/s3/multipart/{id}/complete?key={key}";
        (await app.SendAsync(HttpMethod.Post, complete, Json($$"""{"parts":{{parts}}}""")))
            .Code.Should().Be("invalid-request");
    }

    [Fact]
    public async Task MorePartsThanThereCanBe_AreRejected()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var parts = string.Join(',', Enumerable.Repeat("{}", 10_001));

        var complete = $"/uploads/s3/multipart/{id}/complete?key={key}";
        (await app.SendAsync(HttpMethod.Post, complete, Json($$"""{"parts":[{{parts}}]}""")))
            .Code.Should().Be("invalid-request");
    }

    [Fact]
    public async Task AnEndlessBody_WhereTheServerSetsNoLimit_IsRejected()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Services = services => services.AddDataProtection(),
            Options = options => options.AllowDirectUploads = true,
            Middleware = app =>
            {
                app.Use((http, next) =>
                {
                    http.Features.Set<IHttpMaxRequestBodySizeFeature>(null);
                    return next(http);
                });
                app.UseRouting();
            },
        });

        var answer =
            await site.PostAsync(Json($$"""{"filename":"{{new string('a', 1_000_000)}}"}"""), "/uploads/s3/multipart");

        answer.Status.Should().Be(413);
    }

    [Fact]
    public async Task Sign_WithASlashAtTheEnd_NamesAUrlThatAnswers()
    {
        await using var app = await DirectApp.StartAsync();

        var signed = await app.PostAsync("/uploads/s3/sign/", new { method = "POST", key = "a.jpg" });

        (await app.SendAsync(HttpMethod.Post, signed.Text("url"))).Body
            .Should().Contain("InitiateMultipartUploadResult");
    }

    [Fact]
    public async Task Verify_OfAnotherTypeThanWasGranted_OnAStoreThatLetItPass_IsRejected()
    {
        await using var app = await DirectApp.StartAsync(options => options.AllowedContentTypes.Add("image/jpeg"));
        var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");
        await app.Client.PutObjectAsync(Marked(app, issued, "text/plain"));

        var verified = await app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") });

        verified.Code.Should().Be("content-type-mismatch");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Verify_WhereAStoresETagsHaveHyphens_TellsTheApp()
    {
        var heard = 0;
        await using var app = await DirectApp.StartAsync(options => options.AfterUpload = (_, _) =>
        {
            heard++;
            return ValueTask.CompletedTask;
        });
        var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");
        await PutInPartsAsync(app, Marked(app, issued, "image/jpeg"));

        (await app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") })).Status.Should().Be(200);

        heard.Should().Be(1);
    }

    [Fact]
    public async Task AForm_EndsNoLaterThanItsUpload()
    {
        await using var app =
            await DirectApp.StartAsync(options => options.DirectUploadLifetime = TimeSpan.FromMinutes(1));

        var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");

        issued.Json.GetProperty("expires").GetInt32()
            .Should().BeInRange(1, 60, "what arrives later could not be verified");
    }

    private static Amazon.S3.Model.PutObjectRequest Marked(DirectApp app, Response issued, string type)
    {
        var put = new Amazon.S3.Model.PutObjectRequest
        {
            BucketName = app.Bucket,
            Key = issued.Json.GetProperty("fields").GetProperty("key").GetString(),
            ContentBody = "Plain words, and no picture.",
            ContentType = type,
        };
        put.Metadata["s3-upload-token"] = issued.Json.GetProperty("fields").GetProperty("x-amz-meta-s3-upload-token")
            .GetString();
        return put;
    }

    // As a store's own way to keep a file can give its ETag the form of one in parts.
    private static async Task PutInPartsAsync(DirectApp app, Amazon.S3.Model.PutObjectRequest put)
    {
        var start = new Amazon.S3.Model.InitiateMultipartUploadRequest
        {
            BucketName = put.BucketName,
            Key = put.Key,
            ContentType = put.ContentType,
        };
        start.Metadata["s3-upload-token"] = put.Metadata["s3-upload-token"];
        var id = (await app.Client.InitiateMultipartUploadAsync(start)).UploadId;
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(put.ContentBody));
        var part = await app.Client.UploadPartAsync(
            new() { BucketName = put.BucketName, Key = put.Key, UploadId = id, PartNumber = 1, InputStream = bytes });
        await app.Client.CompleteMultipartUploadAsync(
            new() { BucketName = put.BucketName, Key = put.Key, UploadId = id, PartETags = [new(1, part.ETag)] });
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
