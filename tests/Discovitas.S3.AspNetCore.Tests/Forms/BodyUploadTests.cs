using System.Net.Http.Headers;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport;
using static Discovitas.S3.AspNetCore.Tests.Support.RawRequest;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>A PUT's body as the file.</summary>
public sealed class BodyUploadTests
{
    [Theory]
    [InlineData("a.txt", "a.txt", ".txt")]
    [InlineData("%C3%BCber%20uns.TXT", "über uns.TXT", ".TXT")]
    [InlineData("a%252Ftxt.b", "a%2Ftxt.b", ".b")]
    [InlineData("..%2F..%2Fx.png", "..%2F..%2Fx.png", ".png")]
    [InlineData("a.png%2F..%2Fb", "a.png%2F..%2Fb", "")]
    [InlineData("a%5Cb.png", "a\\b.png", ".png")]
    [InlineData("a%3Fb%23.png", "a?b#.png", ".png")]
    public async Task Put_OfAFile_StoresItUnderItsExtension(string path, string name, string extension)
    {
        await using var site = await UploadSite.StartAsync();
        using var body = new ByteArrayContent([1, 2, 3]);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");

        var answer = await site.PutAsync(body, "/uploads/" + path);

        answer.Status.Should().Be(201);
        var file = answer.Json;
        file.EnumerateObject().Select(property => property.Name)
            .Should().Equal("url", "key", "size", "contentType", "fileName");
        file.GetProperty("fileName").GetString().Should().Be(name);
        file.GetProperty("contentType").GetString().Should().Be("text/plain");
        var key = file.GetProperty("key").GetString()!;
        key.Should()
            .MatchRegex("^uploads/[0-9a-f-]{36}" + extension.Replace(".", "\\.", StringComparison.Ordinal) + "$");
        answer.Headers.Location.Should().Be(new Uri(file.GetProperty("url").GetString()!));
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await site.BytesAsync(key)).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Put_OfALargeFileInChunks_IsStored()
    {
        await using var site = await UploadSite.StartAsync();
        var bytes = TestBytes.Bytes(20_000_000);
        using var request =
            new HttpRequestMessage(HttpMethod.Put, "/uploads/a.bin") { Content = new ByteArrayContent(bytes) };
        request.Headers.TransferEncodingChunked = true;

        var answer = await Response.ReadAsync(await site.Http.SendAsync(request));

        answer.Json.GetProperty("contentType").GetString().Should().Be("application/octet-stream");
        (await site.BytesAsync(answer.Json.GetProperty("key").GetString()!)).AsSpan().SequenceEqual(bytes)
            .Should().BeTrue();
    }

    [Fact]
    public async Task Put_TellsTheAppTheSizeThatIsClaimed()
    {
        long? size = null;
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.BeforeUpload = (upload, _) =>
            {
                size = upload.Size;
                return ValueTask.FromResult<UploadRejection?>(null);
            },
        });
        using var body = new ByteArrayContent(new byte[7]);

        await site.PutAsync(body, "/uploads/a.bin");

        size.Should().Be(7);
    }

    [Theory]
    [InlineData("%20", "text/plain", "", "400 invalid-request")]
    [InlineData("a.txt", "text/plain; image/png, x", "", "415 invalid-content-type")]
    [InlineData("a.txt", "text/plain", "Content-Encoding: gzip\r\n", "415 unsupported-media-type")]
    public async Task Put_ThatIsNotAsItShouldBe_IsRejected(string path, string type, string headers, string problem)
    {
        await using var site = await UploadSite.StartAsync();

        var answer = await SendAsync(site.Url, [.. Head(
            $"PUT /uploads/{path}", $"Content-Type: {type}\r\n{headers}Content-Length: 5\r\n"), .. "hello"u8]);

        answer.Problem.Should().Be(problem);
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b.txt")]
    public async Task Put_WithoutANameOrWithAPath_IsNoRoute(string path)
    {
        await using var site = await UploadSite.StartAsync();
        using var body = new ByteArrayContent([1]);

        (await site.PutAsync(body, "/uploads/" + path)).Status.Should().BeOneOf(404, 405);
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Put_InChunksOverTheLimit_IsRejected()
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFileSize = 1000 });
        using var request =
            new HttpRequestMessage(HttpMethod.Put, "/uploads/a.bin") { Content = new ByteArrayContent(new byte[1001]) };
        request.Headers.TransferEncodingChunked = true;

        (await Response.ReadAsync(await site.Http.SendAsync(request))).Problem.Should().Be("413 too-large");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }
}
