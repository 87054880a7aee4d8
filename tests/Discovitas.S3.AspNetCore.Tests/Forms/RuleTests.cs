using Discovitas.S3.AspNetCore.Tests.Support;
using static Discovitas.S3.AspNetCore.Tests.Support.RawRequest;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>
/// What breaks a rule is rejected with its row of the table, whichever way it comes, and nothing of it stays.
/// </summary>
public sealed class RuleTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    public static TheoryData<string> HostileNames => new()
    {
        "a.php.jpg", "a.jpg.", "a.jpg ", "a.php\0.jpg", "a.php%00.jpg", "..\\..\\x.png", "../../x.png", "C:x.png",
        "C:\\x\\a.png", "a.png/.", "a.png:$DATA", "\u202Egpj.exe", "a\u2024png", "a\uFF0Epng", "a.pⁿg", "e\u0301.png",
        "\u00E9.png", "a.😀", "a.abcdefghijklmnopq", "a." + new string('x', 300), ".htaccess", ".bashrc", "CON.png",
        "a%0D%0AX: y.png", "a%22;x=%22", "\uFFFD.png", "...", "   ", "İ.ı", "a.png;b", "<script>.png", "%",
        "%2e%2e%2fx.png", "?x.png", "#x.png", "[1].png", "~",
    };

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task Name_OfAnyKind_NeverShapesTheKey(string name)
    {
        await using var site = await UploadSite.StartAsync();
        using var body = new ByteArrayContent([1]);

        var form = await SendAsync(site.Url, Post(Form(File($"name=\"file\"; filename=\"{name}\""))));
        var put = await site.PutAsync(body, "/uploads/" + Uri.EscapeDataString(name));

        form.Status.Should().Be(201);
        put.Status.Should().BeOneOf(201, 400, 404, 405);
        (await site.HoldingsAsync()).Should().HaveCount(put.Status == 201 ? 2 : 1)
            .And.AllSatisfy(key => key.Should().MatchRegex("^uploads/[0-9a-f-]{36}(\\.[A-Za-z0-9]{1,16})?$"));
        site.Log.Lines.Should().NotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task Name_ThatIsKept_IsStoredAsItIsOrRefused(string name)
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.KeepFileName = true });

        var answer = await SendAsync(site.Url, Post(Form(File(), File($"name=\"file\"; filename=\"{name}\""))));

        answer.Problem.Should().BeOneOf("201", "422 invalid-header");
        (await site.HoldingsAsync()).Should().HaveCount(answer.Status == 201 ? 2 : 0);
    }

    [Theory]
    [InlineData("text/plain; image/png")]
    [InlineData("image/png; text/html")]
    [InlineData("image/png, text/html")]
    [InlineData("text/html;image/png")]
    [InlineData("text/html")]
    [InlineData("image/pngx")]
    [InlineData("ximage/png")]
    [InlineData("image/png\0")]
    [InlineData("image/*")]
    [InlineData("*/*")]
    [InlineData("image /png")]
    [InlineData("x")]
    [InlineData("/")]
    [InlineData("multipart/mixed; boundary=x")]
    public async Task Type_ThatIsNotAllowed_IsRejected(string type) =>
        await RequireTypeAsync(type, "415 content-type-not-allowed", "415 invalid-content-type");

    [Fact]
    public async Task Type_ThatIsTooLong_IsRejected() =>
        await RequireTypeAsync("image/png; x=" + new string('x', 300), "415 invalid-content-type");

    [Fact]
    public async Task Type_WithManyParameters_IsRejected() =>
        await RequireTypeAsync(
            "image/png" + string.Concat(Enumerable.Range(0, 500).Select(i => $"; p{i}=1")), "415 invalid-content-type");

    [Theory]
    [InlineData("IMAGE/PNG")]
    [InlineData("image/png; charset=utf-7; x=\"text/html\"")]
    public async Task Type_InAnotherForm_IsStoredInItsOneForm(string type)
    {
        await using var site = await UploadSite.StartAsync(
            new SiteSetup { Options = options => options.AllowedContentTypes.Add("image/png") });

        var answer = await SendAsync(site.Url, Post(PngForm(type)));

        answer.Json[0].GetProperty("contentType").GetString().Should().Be("image/png");
    }

    [Fact]
    public async Task Bytes_OfAnotherTypeThanClaimed_AreRejected()
    {
        await using var site = await UploadSite.StartAsync(
            new SiteSetup { Options = options => options.AllowedContentTypes.Add("image/png") });
        using var html = new MultipartFormDataContent().WithFile("<html><script>"u8.ToArray(), "a.png", "image/png");
        using var named = new MultipartFormDataContent().WithFile(Png, "a.html", "image/png");

        (await site.PostAsync(html)).Problem.Should().Be("422 content-type-mismatch");
        (await site.PostAsync(named)).Problem.Should().Be("422 content-type-mismatch");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task File_OverTheLimit_IsRejectedWithTheLimit()
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFileSize = 1000 });
        using var form = new MultipartFormDataContent().WithFile(new byte[1000]).WithFile(new byte[1001]);

        var answer = await site.PostAsync(form);

        answer.Problem.Should().Be("413 too-large");
        answer.Reason.Should().Be("The file is too large");
        answer.Type.Should().Be("application/problem+json");
        var problem = answer.Json;
        problem.GetProperty("type").GetString().Should().Be("urn:discovitas:s3:too-large");
        problem.GetProperty("status").GetInt32().Should().Be(413);
        problem.GetProperty("error").GetString().Should().Be(problem.GetProperty("title").GetString());
        problem.GetProperty("message").GetString().Should().Be(problem.GetProperty("detail").GetString());
        problem.GetProperty("limit").GetString().Should().Be("1000 bytes");
        problem.GetProperty("requestId").GetString().Should().NotBeEmpty();
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task File_OverTheLimitInTheMiddleOfItsParts_IsRejected()
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFileSize = 17 * 1024 * 1024 });

        (await SendAsync(site.Url, Post(Form(File(headers: "", bytes: new string('x', (17 * 1024 * 1024) + 1))))))
            .Problem.Should().Be("413 too-large");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("POST /uploads", "multipart/form-data; boundary=b")]
    [InlineData("PUT /uploads/a.txt", "text/plain")]
    public async Task Body_AnnouncedOverTheLimit_IsRejectedBeforeItIsRead(string line, string type)
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFileSize = 1000 });

        (
            await SendAsync(
                site.Url, Head(line, $"Content-Type: {type}\r\nExpect: 100-continue\r\nContent-Length: 99000000\r\n")))
                    .Problem.Should().Be("413 too-large");
    }

    [Fact]
    public async Task Files_OverTheirNumber_AreRejectedAndNoneStays()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFiles = 1 });
        using var form = new MultipartFormDataContent().WithFile([1]).WithFile([2]);

        (await site.PostAsync(form)).Problem.Should().Be("422 too-many-files");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Metadata_ThatCannotBeStored_IsRejected()
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.AllowedMetadata.Add("x") });

        (await SendAsync(site.Url, Post(Form(Field("x", "a\r\nb: c"), File())))).Problem
            .Should().Be("422 invalid-header");
        (await SendAsync(site.Url, Post(Form(Field("x", new string('x', 3000)), File())))).Problem
            .Should().Be("422 invalid-header");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("/a")]
    public async Task Folder_ThatIsNone_IsRejected(string folder)
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.Folder = _ => folder });
        using var form = new MultipartFormDataContent().WithFile([1]);

        (await site.PostAsync(form)).Problem.Should().Be("422 invalid-folder");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    private static byte[] PngForm(string type) =>
        [.. Form(File("name=\"file\"; filename=\"a.png\"", $"Content-Type: {type}\r\n", "")).AsSpan()[..^(
            Boundary.Length + 8)], .. Png, .. System.Text.Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n")];

    private static async Task RequireTypeAsync(string type, params string[] problems)
    {
        await using var site = await UploadSite.StartAsync(
            new SiteSetup { Options = options => options.AllowedContentTypes.Add("image/png") });

        (await SendAsync(site.Url, Post(PngForm(type)))).Problem.Should().BeOneOf(problems);
        (await site.HoldingsAsync()).Should().BeEmpty();
    }
}
