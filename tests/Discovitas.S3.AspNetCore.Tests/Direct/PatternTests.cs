using System.Net.Http.Json;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>
/// Wherever an app maps the group, all of its routes are there, and a token of one place is none of another.
/// </summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("/files/", "/files")]
    [InlineData("files", "/files")]
    [InlineData("/s3", "/s3")]
    [InlineData("/a/s3/b", "/a/s3/b")]
    public async Task AnyPattern_HasAllRoutes(string pattern, string path)
    {
        await using var app = await DirectApp.StartAsync(map: app => app.MapS3Uploads(pattern));

        await RequireAllAsync(app, path);
    }

    [Fact]
    public async Task NestedGroups_HaveAllRoutes()
    {
        await using var app =
            await DirectApp.StartAsync(map: app => app.MapGroup("/api").MapGroup("v1/").MapS3Uploads("files"));

        await RequireAllAsync(app, "/api/v1/files");
    }

    [Fact]
    public async Task PathsWithTheSameWords_DoNotStopTheStart()
    {
        await using var app = await DirectApp.StartAsync(map: app =>
        {
            app.MapS3Uploads("/a/b");
            app.MapS3Uploads("/a-b");
            app.MapS3Uploads("/A_b/{id:int}");
            app.MapS3Uploads("/A_b/{id:alpha}");
        });

        await RequireAllAsync(app, "/a/b");
        await RequireAllAsync(app, "/a-b");
        await RequireAllAsync(app, "/A_b/1");
    }

    private static async Task RequireAllAsync(DirectApp app, string path)
    {
        var created = await app.PostAsync($"{path}/s3/multipart", new { filename = "a.jpg", type = "image/jpeg" });
        var upload = $"{path}/s3/multipart/{created.Text("uploadId")}";
        var signed = await app.PostAsync(
            $"{path}/s3/sign", new { method = "GET", key = "a", uploadId = created.Text("uploadId") });

        (await app.GetAsync($"{upload}?key={created.Text("key")}")).Body.Should().Be("[]");
        (await app.GetAsync(signed.Text("url"))).Body.Should().Contain("ListPartsResult");
        (await app.GetAsync($"{path}/discovitas-s3.js")).Status.Should().Be(200);
        (await app.SendAsync(HttpMethod.Put, $"{path}/a.jpg", JsonContent.Create(1))).Status.Should().Be(201);
    }
}
