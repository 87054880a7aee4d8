using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.S3.Model;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Groups;

/// <summary>The options of a group shape the stored object in the same way, whichever way the file is sent.</summary>
public sealed class StoredHeadersTests
{
    [Theory]
    [InlineData("form")]
    [InlineData("body")]
    [InlineData("direct form")]
    [InlineData("direct PUT")]
    [InlineData("direct parts")]
    public async Task Options_OfTheGroup_ShapeTheObject(string way)
    {
        await using var app = await DirectApp.StartAsync(
            options =>
            {
                options.Folder = _ => "reports";
                options.CacheControl = "max-age=60";
                options.Disposition = FileDisposition.Attachment;
                options.KeepFileName = true;
                options.Tags["kind"] = "report";
                options.Tags["year"] = "2026 / 27";
            },
            settings: settings => settings.SupportsPostPolicy = way != "direct PUT",
            group: routes => routes.DisableAntiforgery());

        var key = await SendAsync(app, way);

        key.Should().StartWith("uploads/reports/");
        var stored = await app.Client.GetObjectMetadataAsync(app.Bucket, key);
        stored.Headers.CacheControl.Should().Be("max-age=60");
        stored.Headers.ContentDisposition.Should().StartWith("attachment").And.Contain("a.txt");
        stored.Headers.ContentType.Should().Be("text/plain");
        var tags =
            await app.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = app.Bucket, Key = key });
        tags.Tagging.Select(tag => $"{tag.Key}={tag.Value}").Should().BeEquivalentTo("kind=report", "year=2026 / 27");
    }

    private static Task<string> SendAsync(DirectApp app, string way) => way switch
    {
        "form" => SendFormAsync(app),
        "body" => SendBodyAsync(app),
        "direct form" or "direct PUT" => SendDirectAsync(app),
        _ => SendPartsAsync(app),
    };

    private static async Task<string> SendFormAsync(DirectApp app)
    {
        using var form = new MultipartFormDataContent().WithFile([1]);
        var stored = await app.SendAsync(HttpMethod.Post, "/uploads", form);
        return stored.Json[0].GetProperty("key").GetString()!;
    }

    private static async Task<string> SendBodyAsync(DirectApp app)
    {
        using var body = new ByteArrayContent([1]);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return (await app.SendAsync(HttpMethod.Put, "/uploads/a.txt", body)).Text("key");
    }

    private static async Task<string> SendDirectAsync(DirectApp app)
    {
        var issued = await app.GetAsync("/uploads/s3/params?filename=a.txt&type=text%2Fplain&size=1");
        using var sent = issued.Text("method") == "POST"
            ? await DirectApp.SendFileAsync(issued.Json, [1])
            : await PutAsync(issued.Json);
        sent.IsSuccessStatusCode.Should().BeTrue(await sent.Content.ReadAsStringAsync());
        return (await app.PostAsync("/uploads/s3/verify", new { key = issued.Text("key") })).Text("key");
    }

    private static async Task<string> SendPartsAsync(DirectApp app)
    {
        var started = await app.PostAsync("/uploads/s3/multipart", new { filename = "a.txt", type = "text/plain" });
        var (id, key) = (started.Text("uploadId"), started.Text("key"));
        await CompleteAsync(app, id, key);
        return key;
    }

    private static async Task CompleteAsync(DirectApp app, string id, string key)
    {
        var part = await app.GetAsync($"/uploads/s3/multipart/{id}/1?key={key}");
        await DirectApp.PutPartAsync(part.Text("url"), [1]);
        var completed = await app.PostAsync($"/uploads/s3/multipart/{id}/complete?key={key}", new { });
        completed.Status.Should().Be(200, completed.Body);
    }

    private static async Task<HttpResponseMessage> PutAsync(JsonElement issued)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, issued.GetProperty("url").GetString());
        request.Content = new ByteArrayContent([1]);
        foreach (var header in issued.GetProperty("headers").EnumerateObject())
        {
            _ = request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString())
                || request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        }

        return await http.SendAsync(request);
    }
}
