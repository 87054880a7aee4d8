using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Direct;

/// <summary>The routes of Uppy's Companion, as its clients read them.</summary>
public sealed class CompanionEndpointsTests
{
    private const int Mebibyte = 1024 * 1024;
    private const string KeyPattern = "^uploads/[0-9a-f-]{36}\\.jpg$";

    [Fact]
    public async Task Params_TellHowToSendTheFile_AndVerifyTellsOfIt()
    {
        await using var app = await DirectApp.StartAsync();

        var issued = await app.GetAsync(
            "/uploads/s3/params?filename=K%C3%A4se.jpg&type=image%2Fjpeg&metadata%5Bname%5D=K%C3%A4se.jpg");
        using var sent = await DirectApp.SendFileAsync(issued.Json, "picture"u8.ToArray());
        var verified = await app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") });

        issued.Status.Should().Be(200);
        issued.Headers.CacheControl!.NoStore.Should().BeTrue();
        issued.Text("method").Should().Be("POST");
        issued.Text("url").Should().EndWith("/", "Uppy 6 builds the file's address of this and the key");
        issued.Text("key").Should().MatchRegex(KeyPattern);
        issued.Json.GetProperty("fields").GetProperty("key").GetString()
            .Should().Be(issued.Text("key").Replace("uploads/", "pending/", StringComparison.Ordinal));
        issued.Json.GetProperty("expires").GetInt32().Should().BeInRange(800, 900);
        sent.StatusCode.Should().Be(System.Net.HttpStatusCode.Created);
        verified.Status.Should().Be(200);
        verified.Text("fileName").Should().Be("Käse.jpg");
        verified.Text("contentType").Should().Be("image/jpeg");
        verified.Json.GetProperty("size").GetInt64().Should().Be(7);
        verified.Text("url").Should().EndWith(issued.Text("key"));
    }

    [Fact]
    public async Task Multipart_FromCreateToComplete()
    {
        await using var app = await DirectApp.StartAsync();
        var first = new byte[5 * Mebibyte];
        first.AsSpan().Fill(1);

        const int Size = (5 * Mebibyte) + 3;
        var metadata = new Dictionary<string, object?> { ["name"] = "a.jpg", ["nothing"] = null, ["size"] = Size };
        var file = new { filename = "a.jpg", type = "image/jpeg", metadata };
        var created = await app.PostAsync("/uploads/s3/multipart", file);
        var (id, key) = (created.Text("uploadId"), created.Text("key"));
        var part = await app.GetAsync($"/uploads/s3/multipart/{id}/1?key={key}");
        var batch = await app.GetAsync($"/uploads/s3/multipart/{id}/batch?key={key}&partNumbers=1,2");
        var second = batch.Json.GetProperty("presignedUrls").GetProperty("2").GetString()!;
        var etag1 = await DirectApp.PutPartAsync(part.Text("url"), first);
        var etag2 = await DirectApp.PutPartAsync(second, "end"u8.ToArray());
        var list = await app.GetAsync($"/uploads/s3/multipart/{id}?key={key}");
        var parts = new[] { new { PartNumber = 2, ETag = etag2.Trim('"') }, new { PartNumber = 1, ETag = etag1 } };
        var completed = await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { parts });

        key.Should().MatchRegex(KeyPattern);
        id.Should().MatchRegex("^[A-Za-z0-9_-]+$", "it stands in a path");
        created.Text("bucket").Should().Be(app.Bucket);
        part.Json.GetProperty("expires").GetInt32().Should().BeInRange(800, 900);
        list.Json.EnumerateArray().Select(found => found.GetProperty("PartNumber").GetInt32()).Should().Equal(1, 2);
        list.Json[0].GetProperty("Size").GetInt64().Should().Be(5 * Mebibyte);
        list.Json[0].GetProperty("ETag").GetString().Should().Be(etag1);
        completed.Status.Should().Be(200);
        completed.Text("location").Should().EndWith(key).And.Be(completed.Text("url"));
        completed.Json.GetProperty("size").GetInt64().Should().Be(5 * Mebibyte + 3);
        (await app.HoldsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task Complete_AgainAfterItsAnswerWasLost_TellsTheSame()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await StartAsync(app);
        await SendPartAsync(app, id, key, "small"u8.ToArray());

        var once = await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { });
        var twice = await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { });

        twice.Status.Should().Be(200);
        twice.Body.Should().Be(once.Body);
    }

    [Fact]
    public async Task Abort_LeavesNothing_AndAnswersJson()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await StartAsync(app);
        await SendPartAsync(app, id, key, "small"u8.ToArray());

        var aborted = await app.SendAsync(HttpMethod.Delete, $"/uploads/s3/multipart/{id}?key={key}");

        aborted.Status.Should().Be(200);
        aborted.Body.Should().Be("{}");
        (await app.HoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Complete_WithTenThousandParts_IsRead()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await StartAsync(app);
        const string ETag = "\"0123456789abcdef0123456789abcdef-and-what-else-a-store-may-put-there\"";
        var parts = Enumerable.Range(1, 10_000).Select(number => new { PartNumber = number, ETag });

        var completed = await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { parts });

        completed.Status.Should().Be(422);
        completed.Code.Should().Be("incomplete", "they have not arrived, but the list was read");
    }

    [Fact]
    public async Task Metadata_OnlyWhatIsAllowed_IsStored()
    {
        await using var app = await DirectApp.StartAsync(options => options.AllowedMetadata.Add("title"));

        var issued = await app.GetAsync(
            "/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg&metadata%5Btitle%5D=Holiday&metadata%5Badmin%5D=true");
        using var sent = await DirectApp.SendFileAsync(issued.Json, [1]);
        await app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") });
        var stored = await app.Client.GetObjectMetadataAsync(app.Bucket, issued.Text("key"));

        stored.Metadata.Keys.Should().BeEquivalentTo("x-amz-meta-title", "x-amz-meta-s3-upload-token");
        stored.Metadata["title"].Should().Be("Holiday");
    }

    [Fact]
    public async Task Folder_IsTheUsersOwn()
    {
        await using var app =
            await DirectApp.StartAsync(options => options.Folder = http => "people/" + http.Request.Headers["X-User"]);

        var issued = await app.GetAsync("/uploads/s3/params?filename=a.jpg&type=image%2Fjpeg");
        var created = await app.PostAsync("/uploads/s3/multipart", new { filename = "a.jpg", type = "image/jpeg" });

        issued.Text("key").Should().StartWith("uploads/people/ann/");
        created.Text("key").Should().StartWith("uploads/people/ann/");
    }

    [Fact]
    public async Task ListParts_OfAnUploadThatHasEnded_IsMissing_WhateverTheCaseOfThePath()
    {
        await using var app = await DirectApp.StartAsync();
        var (id, key) = await StartAsync(app);
        (await app.GetAsync($"/UPLOADS/s3/Multipart/{id}?key={key}")).Status.Should().Be(200);
        await app.SendAsync(HttpMethod.Delete, $"/uploads/s3/multipart/{id}?key={key}");

        var listed = await app.GetAsync($"/uploads/s3/multipart/{id}?key={key}");

        (listed.Status, listed.Code).Should().Be((404, "missing-upload"));
    }

    internal static async Task<(string Id, string Key)> StartAsync(DirectApp app, string user = "ann")
    {
        var created =
            await app.PostAsync("/uploads/s3/multipart", new { filename = "a.jpg", type = "image/jpeg" }, user);
        created.Status.Should().Be(200, created.Body);
        return (created.Text("uploadId"), created.Text("key"));
    }

    internal static async Task<string> SendPartAsync(DirectApp app, string id, string key, byte[] bytes, int number = 1)
    {
        var part = await app.GetAsync($"/uploads/s3/multipart/{id}/{number}?key={key}");
        return await DirectApp.PutPartAsync(part.Text("url"), bytes);
    }
}
