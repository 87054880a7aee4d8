using System.Net;
using System.Text;
using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>
/// What Companion leaves open: everything here is rejected, and nothing is left in the bucket that was not issued.
/// </summary>
public sealed class DirectAbuseTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

    [Theory]
    [InlineData("GET", "/uploads/s3/multipart/{id}/1?key={key}")]
    [InlineData("GET", "/uploads/s3/multipart/{id}/batch?key={key}&partNumbers=1")]
    [InlineData("GET", "/uploads/s3/multipart/{id}?key={key}")]
    [InlineData("POST", "/uploads/s3/multipart/{id}/complete?key={key}")]
    [InlineData("DELETE", "/uploads/s3/multipart/{id}?key={key}")]
    public async Task AnotherUsersUpload_IsRejectedOnEveryRoute(string method, string route)
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app, "ann");
        var path = route.Replace("{id}", id, StringComparison.Ordinal).Replace("{key}", key, StringComparison.Ordinal);

        foreach (var user in new[] { "bob", null })
        {
            var answer = await app.SendAsync(new HttpMethod(method), path, method == "POST" ? Json("{}") : null, user);
            answer.Status.Should().Be(403);
            answer.Code.Should().Be("not-yours");
        }

        (await app.HoldsAsync()).Should().ContainSingle().Which.Should().StartWith("upload ").And.EndWith($" of {key}");
    }

    [Fact]
    public async Task AnotherKeyOrNoneOrTwo_IsRejected()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var (_, other) = await CompanionEndpointsTests.StartAsync(app);

        var capitals = key.ToUpperInvariant();
        string[] queries = [$"?key={other}", "", $"?key={key}&key={other}", $"?key={capitals}", $"?key=..%2F{key}"];
        foreach (var query in queries)
        {
            (await app.GetAsync($"/uploads/s3/multipart/{id}/1{query}")).Status.Should().Be(403);
        }
    }

    [Fact]
    public async Task ATokenThatWasChangedMadeUpOrCutOff_IsRejected()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var stored = (await app.Client.ListMultipartUploadsAsync(
            new Amazon.S3.Model.ListMultipartUploadsRequest { BucketName = app.Bucket })).MultipartUploads[0].UploadId;
        var changed = id[..^20] + (id[^20] == 'A' ? 'B' : 'A') + id[^19..];

        var own = Uri.EscapeDataString(stored);
        foreach (var wrong in (string[])[changed, id[..^1], id + "A", own, "x", "a%2Fb%2B%3D", new string('A', 4_000)])
        {
            var answer = await app.GetAsync($"/uploads/s3/multipart/{wrong}/1?key={key}");
            answer.Status.Should().Be(403, wrong);
            answer.Code.Should().Be("not-yours");
        }
    }

    [Fact]
    public async Task ATokenThatHasEnded_IsRejected()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var protector = app.Protection.CreateProtector("Discovitas.S3.DirectUpload.v1", "/uploads")
            .ToTimeLimitedDataProtector();
        var token = protector.Unprotect(WebEncoders.Base64UrlDecode(id));
        var ended = WebEncoders.Base64UrlEncode(protector.Protect(token, DateTimeOffset.UtcNow.AddSeconds(-1)));
        var going = WebEncoders.Base64UrlEncode(protector.Protect(token, DateTimeOffset.UtcNow.AddMinutes(1)));

        (await app.GetAsync($"/uploads/s3/multipart/{ended}/1?key={key}")).Status.Should().Be(403);
        (await app.GetAsync($"/uploads/s3/multipart/{going}/1?key={key}")).Status
            .Should().Be(200, "else the test proves nothing");
    }

    [Fact]
    public async Task AnotherGroupsToken_IsRejected()
    {
        await using var app = await DirectApp.StartAsync(map: app =>
        {
            app.MapS3Uploads("/avatars", options => options.MaxFileSize = 10);
            app.MapS3Uploads("/tenants/{tenant}/files");
        });
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var created =
            await app.PostAsync("/tenants/one/files/s3/multipart", new { filename = "a.jpg", type = "image/jpeg" });
        var tenants = $"s3/multipart/{created.Text("uploadId")}/1?key={created.Text("key")}";

        (await app.GetAsync($"/avatars/s3/multipart/{id}/1?key={key}")).Status.Should().Be(403);
        (await app.GetAsync($"/tenants/two/files/{tenants}")).Status.Should().Be(403);
        (await app.GetAsync($"/tenants/one/files/{tenants}")).Status.Should().Be(200, "else the test proves nothing");
    }

    [Fact]
    public async Task MoreBytesThanAllowed_InAForm_AreRejectedByTheStore()
    {
        await using var app = await DirectApp.StartAsync(options => options.MaxFileSize = 10);
        var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");
        var exact = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg&size=3");

        using var over = await DirectApp.SendFileAsync(issued.Json, new byte[11]);
        using var other = await DirectApp.SendFileAsync(exact.Json, new byte[4]);
        using var fewer = await DirectApp.SendFileAsync(exact.Json, new byte[2]);

        new[] { over.StatusCode, other.StatusCode, fewer.StatusCode }
            .Should().AllBeEquivalentTo(HttpStatusCode.BadRequest);
        (await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg&size=11")).Code
            .Should().Be("too-large");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task MoreBytesThanAllowed_InParts_AreRemovedAtTheEnd()
    {
        await using var app = await DirectApp.StartAsync(options => options.MaxFileSize = 10);
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        var etag = await CompanionEndpointsTests.SendPartAsync(app, id, key, new byte[11]);

        var completed = await app.PostAsync(
            $"/uploads/s3/multipart/{id}/complete?key={key}",
            new { parts = new[] { new { PartNumber = 1, ETag = etag } } });

        completed.Status.Should().Be(413);
        completed.Code.Should().Be("too-large");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task OtherBytesThanTheTypeClaims_AreRemovedAtTheEnd()
    {
        await using var app = await DirectApp.StartAsync(options => options.AllowedContentTypes.Add("image/jpeg"));
        var single = await SendPngAsJpegAsync(app);
        var (id, key) = await CompanionEndpointsTests.StartAsync(app);
        await CompanionEndpointsTests.SendPartAsync(app, id, key, Png);

        var verified = await app.PostAsync("/uploads/s3/verify", new { key = single });
        var completed = await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { });

        verified.Code.Should().Be("content-type-mismatch");
        completed.Code.Should().Be("content-type-mismatch");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Verify_OfWhatIsNotOnesOwn_IsRejected_AndDeletesNothing()
    {
        await using var app = await DirectApp.StartAsync(options => options.AllowedContentTypes.Add("image/jpeg"));
        var key = await SendPngAsJpegAsync(app);
        var tokenless = key.Replace(key[8..12], key[8] == '0' ? "1111" : "0000", StringComparison.Ordinal);
        await app.Client.PutObjectAsync(
            new() { BucketName = app.Bucket, Key = tokenless, ContentBody = "the app's own" });
        await app.Client.PutObjectAsync(
            new() { BucketName = app.Bucket, Key = "private/config.json", ContentBody = "{}" });

        (await app.PostAsync("/uploads/s3/verify", new { key }, "bob")).Code.Should().Be("not-yours");
        (await app.PostAsync("/uploads/s3/verify", new { key = tokenless })).Code.Should().Be("not-yours");
        (await app.PostAsync("/uploads/s3/verify", new { key = "private/config.json" })).Code
            .Should().Be("invalid-request");
        (await app.PostAsync("/uploads/s3/verify", new { key = "uploads/*" })).Code.Should().Be("invalid-request");
        (await app.PostAsync("/uploads/s3/verify", new { })).Code.Should().Be("invalid-request");
        (await app.HoldsAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task ADeleteInDisguise_IsNotSigned()
    {
        await using var app = await DirectApp.StartAsync();
        var (_, key) = await CompanionEndpointsTests.StartAsync(app);

        string[] unsigned =
        [
            $$"""{"method":"DELETE","key":"{{key}}"}""",
            $$"""{"method":"GET","key":"{{key}}"}""",
            $$"""{"method":"PATCH","key":"{{key}}","uploadId":"x"}""",
            """{"key":"a"}""",
        ];
        foreach (var body in unsigned)
        {
            (await app.SendAsync(HttpMethod.Post, "/uploads/s3/sign", Json(body))).Code
                .Should().Be("invalid-request", body);
        }

        string[] unowned =
        [
            $$"""{"method":"DELETE","key":"{{key}}","uploadId":""}""",
            $$"""{"method":"PUT","key":"{{key}}","uploadId":"","partNumber":1}""",
        ];
        foreach (var body in unowned)
        {
            (await app.SendAsync(HttpMethod.Post, "/uploads/s3/sign", Json(body))).Code.Should().Be("not-yours", body);
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    // The store takes it, since it does not look at the bytes.
    private static async Task<string> SendPngAsJpegAsync(DirectApp app)
    {
        var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");
        using var sent = await DirectApp.SendFileAsync(issued.Json, Png);
        sent.IsSuccessStatusCode.Should().BeTrue();
        return issued.Text("key");
    }
}
