using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>Forms that are as they should be.</summary>
public sealed class FormUploadTests
{
    private const int PartSize = 8 * 1024 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(PartSize)]
    [InlineData((3 * PartSize) + 1)]
    public async Task Post_OfAFile_StoresItsBytesAndAnswersWithItsUrl(int size)
    {
        await using var site = await UploadSite.StartAsync();
        var bytes = TestBytes.Bytes(size);
        using var form = new MultipartFormDataContent().WithFile(bytes, "Über uns.BIN", "application/octet-stream");

        var answer = await site.PostAsync(form);

        answer.Status.Should().Be(201);
        answer.Type.Should().StartWith("application/json");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        var file = answer.Json.EnumerateArray().Should().ContainSingle().Subject;
        file.EnumerateObject().Select(property => property.Name)
            .Should().Equal("url", "key", "size", "contentType", "fileName");
        file.GetProperty("size").GetInt64().Should().Be(size);
        file.GetProperty("fileName").GetString().Should().Be("Über uns.BIN");
        file.GetProperty("contentType").GetString().Should().Be("application/octet-stream");
        var key = file.GetProperty("key").GetString()!;
        key.Should().MatchRegex("^uploads/[0-9a-f-]{36}\\.BIN$");
        answer.Headers.Location
            .Should().Be(new Uri(file.GetProperty("url").GetString()!)).And.Be(new Uri(site.S3.GetPublicUrl(key)));
        (await site.BytesAsync(key)).AsSpan().SequenceEqual(bytes).Should().BeTrue();
        (await site.HoldingsAsync()).Should().Equal(key);
    }

    [Fact]
    public async Task Post_OfSeveralFiles_StoresAllInTheirOrder()
    {
        await using var site = await UploadSite.StartAsync();
        using var form = new MultipartFormDataContent().WithFile([1], "1.a").WithFile([], "2.b")
            .WithFile([3, 3, 3], "3.c");

        var answer = await site.PostAsync(form);

        answer.Status.Should().Be(201);
        answer.Headers.Location.Should().BeNull();
        answer.Json.EnumerateArray()
            .Select(file => (file.GetProperty("fileName").GetString(), file.GetProperty("size").GetInt64()))
            .Should().Equal(("1.a", 1L), ("2.b", 0L), ("3.c", 3L));
        (await site.HoldingsAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task Post_WithOptions_StoresWhatTheySay()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options =>
            {
                options.AllowedMetadata.Add("Author");
                options.AllowedMetadata.Add("year");
                options.CacheControl = "max-age=60";
                options.KeepFileName = true;
                options.Folder = http => $"of/{http.Request.Query["user"]}";
            },
        });
        using var form = new MultipartFormDataContent().WithField("author", "Jürgen").WithField("YEAR", "")
            .WithField("other", "x").WithFile([1], "ä.txt").WithField("other", "y");

        var answer = await site.PostAsync(form, "/uploads?user=42");

        answer.Status.Should().Be(201);
        var key = answer.Json[0].GetProperty("key").GetString()!;
        key.Should().StartWith("uploads/of/42/");
        var stored = (await site.S3.GetMetadataAsync(key))!;
        stored.Metadata
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["author"] = "Jürgen", ["year"] = "" });
        using var headers = await site.GetAsync(key);
        headers.Headers.CacheControl.Should().Be("max-age=60");
        headers.Headers.ContentDisposition.Should().Contain("%C3%A4.txt");
    }

    [Fact]
    public async Task Post_OfTheLargestFilesThatMayCome_IsNotHeldUpByTheServersLimit()
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFileSize = 20 * 1024 * 1024 });
        using var form = new MultipartFormDataContent().WithFile(new byte[20 * 1024 * 1024])
            .WithFile(new byte[20 * 1024 * 1024]);

        (await site.PostAsync(form)).Status.Should().Be(201);
    }

    [Fact]
    public async Task Post_WithAnEmptyFileInput_SkipsIt()
    {
        await using var site = await UploadSite.StartAsync();
        var empty = RawRequest.File("name=\"first\"; filename=\"\"", "Content-Type: application/octet-stream\r\n", "");

        var answer =
            await RawRequest.SendAsync(site.Url, RawRequest.Post(RawRequest.Form(empty, RawRequest.File(), empty)));

        answer.Status.Should().Be(201);
        answer.Json.EnumerateArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Post_OfBytesWithoutAName_StoresThemAll()
    {
        await using var site = await UploadSite.StartAsync();

        var answer = await RawRequest.SendAsync(
            site.Url, RawRequest.Post(RawRequest.Form(RawRequest.File("name=\"file\"; filename=\"\""))));

        answer.Json[0].GetProperty("fileName").GetString().Should().BeEmpty();
        (await site.BytesAsync(answer.Json[0].GetProperty("key").GetString()!)).Should().Equal("hello"u8.ToArray());
    }

    [Fact]
    public async Task Post_WithoutATypeOfTheFile_IsOfUnknownType()
    {
        await using var site = await UploadSite.StartAsync();

        var answer =
            await RawRequest.SendAsync(site.Url, RawRequest.Post(RawRequest.Form(RawRequest.File(headers: ""))));

        answer.Json[0].GetProperty("contentType").GetString().Should().Be("application/octet-stream");
    }

    [Theory]
    [InlineData("filename=\"a%22b.txt\"", "a\"b.txt")]
    [InlineData("filename=\"a\\\"b.txt\"", "a\"b.txt")]
    [InlineData("filename=\"C:\\x\\a.txt\"", "C:\\x\\a.txt")]
    [InlineData("filename=\"a;b=c.txt\"", "a;b=c.txt")]
    [InlineData("filename=\"ñ漢😀.txt\"", "ñ漢😀.txt")]
    [InlineData("filename=a.txt", "a.txt")]
    [InlineData("filename=\"x.bin\"; filename*=UTF-8''%e2%82%ac.txt", "€.txt")]
    [InlineData("filename*=utf-8'en'a%20b.txt", "a b.txt")]
    [InlineData("FileName=\"a.txt\"", "a.txt")]
    [InlineData("filename=\"=?utf-8?B?YS5waHA=?=\"", "=?utf-8?B?YS5waHA=?=")]
    public async Task Post_WithANameAsClientsWriteIt_ReadsIt(string parameter, string name)
    {
        await using var site = await UploadSite.StartAsync();

        var answer = await RawRequest.SendAsync(
            site.Url, RawRequest.Post(RawRequest.Form(RawRequest.File($"name=\"file\"; {parameter}"))));

        answer.Json[0].GetProperty("fileName").GetString().Should().Be(name);
    }

    [Fact]
    public async Task Post_InChunks_StoresTheFile()
    {
        await using var site = await UploadSite.StartAsync();
        using var form = new MultipartFormDataContent().WithFile(TestBytes.Bytes(300_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = form };
        request.Headers.TransferEncodingChunked = true;

        var answer = await Response.ReadAsync(await site.Http.SendAsync(request));

        answer.Json[0].GetProperty("size").GetInt64().Should().Be(300_000);
    }

    [Fact]
    public async Task Groups_OfOneApp_HaveEachTheirOwnRules()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Options = options => options.MaxFileSize = 10,
            Endpoints = app => app.MapS3Uploads("/docs", options =>
            {
                options.AllowDirectUploads = false;
                options.MaxFileSize = 1000;
                options.AllowedExtensions.Add("txt");
            }).DisableAntiforgery(),
        });
        MultipartFormDataContent Form(string name) => new MultipartFormDataContent().WithFile(new byte[100], name);
        using var text = Form("a.txt");
        using var again = Form("a.txt");
        using var picture = Form("a.png");

        (await site.PostAsync(text)).Problem.Should().Be("413 too-large");
        (await site.PostAsync(again, "/docs")).Problem.Should().Be("201");
        (await site.PostAsync(picture, "/docs")).Problem.Should().Be("415 extension-not-allowed");
    }
}
