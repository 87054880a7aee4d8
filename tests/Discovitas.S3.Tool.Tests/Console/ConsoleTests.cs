using System.Net;
using System.Text.Json;
using Amazon.S3.Model;
using Discovitas.S3.Tool.Console;

namespace Discovitas.S3.Tool.Tests.Console;

/// <summary>Who can read the console, and what it says.</summary>
public sealed class ConsoleTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private ConsoleSite _site = null!;

    public async Task InitializeAsync() => _site = await ConsoleSite.StartAsync();

    public Task DisposeAsync() => _site.DisposeAsync().AsTask();

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("console.js", "text/javascript")]
    [InlineData("console.css", "text/css")]
    [InlineData("page.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task AFile_IsSentWithAStrictPolicy(string name, string type)
    {
        using var response = await Http.GetAsync(new Uri($"{_site.Address}/{name}"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be(type);
        var policy = string.Concat(response.Headers.GetValues("Content-Security-Policy"));
        policy.Should().Contain("default-src 'none'").And.MatchRegex("script-src 'nonce-[0-9a-f]{32}';")
            .And.Contain("frame-ancestors 'none'").And.Contain("trusted-types 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        (await response.Content.ReadAsStringAsync()).Should().NotContain("{nonce}").And.NotContain(_site.Key);
    }

    [Theory]
    [InlineData("missing.js", 404)]
    [InlineData("ConsoleApi.cs", 404)]
    [InlineData("%2e%2e%2fappsettings.json", 404)]
    [InlineData("api/server", 401)]
    public async Task WithoutTheKey_NothingIsRead(string path, int status) =>
        (await SendAsync(path, key: null)).Should().Be(status);

    [Theory]
    [InlineData("api/server", null, null, 200)]
    [InlineData("api/server", "Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("api/server", "Sec-Fetch-Site", "none", 403)]
    [InlineData("api/server", "Sec-Fetch-Site", "same-site", 403)]
    [InlineData("api/server", "Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("api/server", "Origin", "https://evil.example", 403)]
    [InlineData("api/server", "Origin", "null", 403)]
    [InlineData("api/server", "Host", "evil.example", 403)]
    [InlineData("", "Host", "evil.example:80", 403)]
    [InlineData("", "Sec-Fetch-Site", "none", 200)]
    [InlineData("", "Sec-Fetch-Site", "cross-site", 403)]
    public async Task ARequest_OfAnotherSite_IsRefused(string path, string? header, string? value, int status) =>
        (await SendAsync(path, _site.Key, header, value)).Should().Be(status);

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task AMethodThatCouldChangeSomething_IsRefused(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_site.Address}/api/server");

        using var response = await Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Objects_AreListedByFolder()
    {
        await _site.PutAsync("a.txt", "docs/b.txt", "docs/2026/c.txt");

        var root = await _site.GetAsync("objects?bucket=local");
        var docs = await _site.GetAsync("objects?bucket=local&prefix=docs/");

        Texts(root, "folders").Should().Equal("docs/");
        Keys(root).Should().Equal("a.txt");
        Texts(docs, "folders").Should().Equal("docs/2026/");
        Keys(docs).Should().Equal("docs/b.txt");
    }

    [Fact]
    public async Task Objects_AreListedPageByPage()
    {
        await _site.PutAsync([.. Enumerable.Range(0, 101).Select(number => $"{number:000}")]);

        var first = await _site.GetAsync("objects?bucket=local");
        var next = Uri.EscapeDataString(first.GetProperty("next").GetString()!);
        var second = await _site.GetAsync($"objects?bucket=local&next={next}");

        Keys(first).Should().HaveCount(100);
        Keys(second).Should().Equal("100");
        second.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task ASearch_LooksInAllFolders()
    {
        await _site.PutAsync("Cat.png", "a/cats/b.png", "dog.png");

        Keys(await _site.GetAsync("search?bucket=local&text=cAt")).Should().Equal("Cat.png", "a/cats/b.png");
    }

    [Fact]
    public async Task AnObject_IsDescribed()
    {
        var put = new PutObjectRequest { BucketName = "local", Key = "a/ü.html", ContentBody = "<b>x</b>" };
        (put.ContentType, put.TagSet) = ("text/html", [new Tag { Key = "kind", Value = "page" }]);
        put.Metadata["owner"] = "anna";
        await _site.Client.PutObjectAsync(put);

        var item = await _site.GetAsync("object?bucket=local&key=a%2F%C3%BC.html");

        item.GetProperty("url").GetString().Should().Be($"{_site.Server.ServiceUrl}/local/a/%C3%BC.html");
        item.GetProperty("headers").ToString().Should().Contain("Content-Type").And.Contain("text/html");
        item.GetProperty("metadata").ToString().Should().Contain("x-amz-meta-owner").And.Contain("anna");
        item.GetProperty("tags").ToString().Should().Contain("kind").And.Contain("page");
        using var download = await Http.GetAsync(new Uri(item.GetProperty("download").GetString()!));
        download.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
    }

    [Fact]
    public async Task TheContent_IsNeverAPage()
    {
        await _site.Client.PutObjectAsync(
            new() { BucketName = "local", Key = "k", ContentBody = "<b>x</b>", ContentType = "text/html" });

        using var response = await _site.SendAsync("content?bucket=local&key=k&most=3");

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        response.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        (await response.Content.ReadAsStringAsync()).Should().Be("<b>");
    }

    [Fact]
    public async Task UnfinishedUploads_AreListed()
    {
        var upload = await _site.Client.InitiateMultipartUploadAsync("local", "film.mp4");
        await _site.Client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = "local",
            Key = "film.mp4",
            UploadId = upload.UploadId,
            PartNumber = 1,
            InputStream = new MemoryStream(new byte[7]),
        });

        var listed = (await _site.GetAsync("uploads?bucket=local")).GetProperty("uploads")[0];

        listed.GetProperty("key").GetString().Should().Be("film.mp4");
        (listed.GetProperty("parts").GetInt32(), listed.GetProperty("bytes").GetInt64()).Should().Be((1, 7));
    }

    [Fact]
    public async Task Requests_AreShownWithAdvice_AndThoseOfTheConsoleAreNot()
    {
        await _site.GetAsync("objects?bucket=local");
        await FluentActions.Awaiting(() => _site.Client.GetObjectAsync("local", "missing"))
            .Should().ThrowAsync<Exception>();

        var requests = await _site.GetAsync("requests");

        requests.GetArrayLength().Should().Be(1);
        requests[0].GetProperty("errorCode").GetString().Should().Be("NoSuchKey");
        requests[0].GetProperty("advice").GetProperty("remedy").GetString()
            .Should().Be(ErrorGuide.Find("NoSuchKey")!.Remedy);
    }

    [Fact]
    public async Task AnError_IsAMessage()
    {
        using var response = await _site.SendAsync("objects?bucket=nobody");

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await response.Content.ReadAsStringAsync()).Should().Contain("NoSuchBucket");
    }

    private static IEnumerable<string?> Texts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(item => item.GetString());

    private static IEnumerable<string?> Keys(JsonElement element) =>
        element.GetProperty("objects").EnumerateArray().Select(item => item.GetProperty("key").GetString());

    private async Task<int> SendAsync(string path, string? key, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_site.Address}/{path}");
        if (key is not null)
        {
            request.Headers.Add(ConsolePages.KeyHeader, key);
        }

        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        using var response = await Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
