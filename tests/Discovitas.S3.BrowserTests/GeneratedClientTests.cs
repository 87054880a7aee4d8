using System.Text;
using System.Text.Json;

namespace Discovitas.S3.BrowserTests;

/// <summary>A client that a generator from npm makes of the document compiles and uploads, unmodified.</summary>
public sealed class GeneratedClientTests
{
    [NpmFact]
    public async Task AClientOfNpm_UploadsInEveryWay()
    {
        await using var app = await OpenApiApp.StartAsync(options =>
        {
            options.MaxFileSize = 1000;
            options.AllowedMetadata.Add("album");
        });

        var results = await NpmClient.RunAsync(app.Url);

        var form = results.GetProperty("form").EnumerateArray().ToList();
        form.Select(file => file.GetProperty("fileName").GetString()).Should().Equal("hello.txt", "more.txt");
        await ShouldBeStoredAsync(app, form[0], "hello", "cats");
        await ShouldBeStoredAsync(app, form[1], "more", "cats");
        await ShouldBeStoredAsync(app, results.GetProperty("body"), "hello", album: null);
        await ShouldBeStoredAsync(app, results.GetProperty("direct"), "hello", "cats");
        results.GetProperty("rejected").GetProperty("code").GetString().Should().Be("too-large");
    }

    private static async Task ShouldBeStoredAsync(OpenApiApp app, JsonElement file, string text, string? album)
    {
        var key = file.GetProperty("key").GetString()!;
        await using var stored = await app.S3.OpenReadAsync(key);
        using var reader = new StreamReader(stored.Content, Encoding.UTF8);
        (await reader.ReadToEndAsync()).Should().Be(text);
        (await app.S3.GetMetadataAsync(key))!.Metadata.GetValueOrDefault("album").Should().Be(album);
    }
}
