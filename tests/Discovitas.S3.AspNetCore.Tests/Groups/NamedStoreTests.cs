using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3.AspNetCore.Tests.Groups;

/// <summary>Groups of routes in one app, each with a store of its own.</summary>
public sealed class NamedStoreTests
{
    [Theory]
    [InlineData("/documents", 100, 201)]
    [InlineData("/documents", 101, 201)]
    [InlineData("/avatars", 100, 201)]
    [InlineData("/avatars", 101, 413)]
    public async Task Uploads_OfEachKind_ReachTheGroupsBucketWithinItsLimit(string group, int size, int status)
    {
        await using var app = await TwoStores.StartAsync();
        using var form = new MultipartFormDataContent().WithFile(new byte[size]);
        using var body = new ByteArrayContent(new byte[size]);

        var posted = await app.SendAsync(HttpMethod.Post, group, form);
        var put = await app.SendAsync(HttpMethod.Put, group + "/a.bin", body);
        var direct =
            await app.SendAsync(HttpMethod.Get, $"{group}/s3/params?filename=a.txt&type=text%2Fplain&size={size}");

        new[] { posted.Status, put.Status }.Should().AllBeEquivalentTo(status);
        direct.Status.Should().Be(status == 201 ? 200 : 413);
        var expected = status == 201 ? Keys(posted, put) : [];
        (await app.KeysOfAsync(group == "/avatars" ? TwoStores.Avatars : app.Documents))
            .Should().BeEquivalentTo(expected);
        (await app.KeysOfAsync(group == "/avatars" ? app.Documents : TwoStores.Avatars)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/documents", "/avatars")]
    [InlineData("/avatars", "/documents")]
    public async Task DirectUpload_OfOneGroup_ReachesItsBucket_AndIsRejectedByTheOther(string own, string other)
    {
        await using var app = await TwoStores.StartAsync();
        var bucket = own == "/avatars" ? TwoStores.Avatars : app.Documents;
        var issued = (await app.SendAsync(HttpMethod.Get, own + "/s3/params?filename=a.txt&type=text%2Fplain")).Json;
        using var sent = await DirectApp.SendFileAsync(issued, [1]);
        var key = issued.GetProperty("key").GetString()!;
        var started = (await app.PostAsync(own + "/s3/multipart", new { filename = "a.txt", type = "text/plain" }))
            .Json;
        var part = $"/s3/multipart/{started.GetProperty("uploadId")}/1?key={started.GetProperty("key")}";

        (await app.KeysOfAsync(bucket))
            .Should().Equal(key.Replace("uploads/", "pending/", StringComparison.Ordinal));
        (await app.PostAsync(other + "/s3/verify", new { key })).Status.Should().Be(403);
        (await app.SendAsync(HttpMethod.Get, other + part)).Problem.Should().Be("403 not-yours");
        (await app.SendAsync(HttpMethod.Get, own + part)).Status.Should().Be(200, "otherwise the test proves nothing");
        (await app.PostAsync(own + "/s3/verify", new { key })).Status.Should().Be(200);
    }

    [Fact]
    public async Task HealthChecks_AreOnePerStore()
    {
        await using var app = await TwoStores.StartAsync();
        await app.Client.DeleteBucketAsync(TwoStores.Avatars);

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status}")
            .Should().BeEquivalentTo("s3: Healthy", "s3-avatars: Unhealthy");
    }

    [Fact]
    public async Task MapS3Uploads_WithAStoreThatDoesNotExist_SaysWhatToCall()
    {
        await using var app = Apps.Build();

        app.Invoking(mapped => mapped.MapS3Uploads("/pictures", options => options.Store = "pictures"))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("*\"/pictures\"*\"pictures\"*services.AddS3Uploads(\"pictures\")*S3UploadOptions.Store*");
    }

    [Fact]
    public async Task MapS3Uploads_WithoutAnyStore_SaysWhatToCall()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        app.Invoking(mapped => mapped.MapS3Uploads("/uploads"))
            .Should().Throw<InvalidOperationException>().WithMessage("*\"/uploads\"*services.AddS3Uploads()*");
    }

    private static IEnumerable<string> Keys(Response posted, Response put) =>
        [posted.Json[0].GetProperty("key").GetString()!, put.Json.GetProperty("key").GetString()!];
}
