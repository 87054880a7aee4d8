using System.Text;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;
using static Discovitas.S3.AspNetCore.Tests.Support.RawRequest;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>Forms that are none: each is rejected, and nothing of it stays.</summary>
public sealed class MalformedFormTests
{
    private const string Disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";

    private static readonly string[] Starts = ["", Open(File()), Open(File(), File())];

    /// <summary>How a form may break off, each after none, one and two whole files.</summary>
    public static TheoryData<string> Unfinished
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var start in Starts)
            {
                data.Add(start);
                data.Add(start + $"--{Boundary}");
                data.Add(start + $"--{Boundary}-");
                data.Add(start + $"--{Boundary}--x");
                data.Add(start + $"--{Boundary}\r\n");
                data.Add(start + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"");
                data.Add(start + $"--{Boundary}\r\n{File()}");
                data.Add(start + $"--{Boundary}\r\n{File()}\r\n--");
                data.Add(start + $"--{Boundary}\r\n{File()}\r\n--{Boundary.ToUpperInvariant()}--\r\n");
                data.Add(start + $"--{Boundary}\r\n{File()}--{Boundary}--\r\n");
            }

            return data;
        }
    }

    public static TheoryData<string> BadParts => new()
    {
        "Content-Type: text/plain\r\n\r\nhello",
        "\r\nhello",
        "Content-Disposition: attachment; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello",
        "Content-Disposition: form-data\r\n\r\nhello",
        "Content-Disposition: form-data; filename=\"a.txt\"\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"\"; filename=\"a.txt\"\r\n\r\nhello",
        "Content-Disposition: form-data; name=; filename=\"a.txt\"\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"; filename=\"b.php\"\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"; FILENAME=\"b.php\"\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"file\"; name=\"other\"; filename=\"a.txt\"\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"file\"; filename*=bogus\r\n\r\nhello",
        "Content-Disposition: form-data; name=\"file\"; filename*=UTF-7''a+AC8-b.txt; filename=\"a.txt\"\r\n\r\nhello",
        Disposition + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.php\"\r\n\r\nhello",
        Disposition + "\r\nContent-Type: text/plain\r\nContent-Type: text/html\r\n\r\nhello",
        Disposition + "\r\nno colon here\r\n\r\nhello",
        Disposition + "\r\n: no name\r\n\r\nhello",
        Disposition + "\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=",
        Disposition + "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nhello",
        Disposition + $"\r\nX-Long: {new string('x', 20_000)}\r\n\r\nhello",
        Disposition + $"\r\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"X-{i}: 1\r\n"))}\r\nhello",
        $"Content-Disposition: form-data; name=\"{new string('n', 2000)}\"; filename=\"a.txt\"\r\n\r\nhello",
        Field("big", new string('x', 70_000)),
        Field(new string('n', 1025), "x"),
        $"Content-Disposition: form-data; name=\"file\"; filename=\"{new string('n', 10_000_000)}.txt\"\r\n\r\nhello",
    };

    [Theory]
    [MemberData(nameof(Unfinished))]
    public async Task Post_ThatBreaksOff_IsRejectedAndLeavesNothing(string body) =>
        await RequireRejectedAsync(Post(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task Post_ThatBreaksOffInAFile_IsNotStoredForAMomentEither()
    {
        await using var site = await UploadSite.StartAsync();
        var isStored = false;
        site.Store.Faults = call =>
        {
            isStored |= call.Operation is S3Operation.PutObject;
            return null;
        };
        var cut = Form(File(bytes: new string('x', 1000)))[..^100];

        var answer = await SendAsync(site.Url, Post(cut));

        answer.Problem.Should().Be("400 malformed-form");
        isStored.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(BadParts))]
    public async Task Post_WithABadPart_IsRejectedAndLeavesNothing(string part)
    {
        await RequireRejectedAsync(Post(Form(part)));
        await RequireRejectedAsync(Post(Form(File(), part, File())));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=other")]
    [InlineData("multipart/form-data; boundary=bOuNdArY; boundary=other")]
    [InlineData("multipart/form-data; boundary=bOuNdArY; BOUNDARY=bOuNdArY")]
    [InlineData(
        "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901")]
    public async Task Post_WithABadBoundary_IsRejected(string type) =>
        await RequireRejectedAsync(Post(Form(File()), type));

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed; boundary=bOuNdArY")]
    [InlineData("multipart/form-data-x; boundary=bOuNdArY")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=bOuNdArY, text/plain")]
    [InlineData("x")]
    [InlineData("")]
    public async Task Post_OfAnotherType_IsRejected(string type) =>
        await RequireRejectedAsync(Post(Form(File()), type), "415 unsupported-media-type");

    [Theory]
    [InlineData("Content-Encoding: gzip\r\n")]
    [InlineData("Content-Encoding: identity, gzip\r\n")]
    [InlineData("Content-Encoding: br\r\n")]
    public async Task Post_ThatIsEncoded_IsNotDecoded(string header) =>
        await RequireRejectedAsync(Post(Form(File()), headers: header), "415 unsupported-media-type");

    [Fact]
    public async Task Post_WithThousandsOfTinyParts_IsRejected()
    {
        await RequireRejectedAsync(Post(Form([.. Enumerable.Range(0, 10_000).Select(i => Field($"f{i}", "x"))])));
        await RequireRejectedAsync(Post(Form([File(), .. Enumerable.Range(0, 65).Select(i => Field("f", ""))])));
        await RequireRejectedAsync(Post(
            Form([File(), .. Enumerable.Range(0, 65).Select(_ => File("name=\"file\"; filename=\"\"", bytes: ""))])));
    }

    [Fact]
    public async Task Post_WithAFieldThatIsNotUtf8_IsRejected()
    {
        var form = Form(Field("f", "?"), File());
        form[Array.IndexOf(form, (byte)'?')] = 0xFF;

        await RequireRejectedAsync(Post(form));
    }

    [Fact]
    public async Task Post_WithBytesBeforeTheFirstBoundary_IsRejectedWhenTheyAreMany() =>
        await RequireRejectedAsync(Post([.. new byte[20_000], .. "\r\n"u8, .. Form(File())]));

    [Fact]
    public async Task Post_WithMetadataAfterAFileOrTwice_IsRejected()
    {
        await RequireRejectedAsync(Post(Form(File(), Field("author", "x"))));
        await RequireRejectedAsync(Post(Form(File(), Field("AUTHOR", "x"))));
        await RequireRejectedAsync(Post(Form(Field("author", "x"), Field("Author", "x"), File())));
    }

    [Fact]
    public async Task Post_WithoutAFile_IsRejected()
    {
        await RequireRejectedAsync(Post(Form()), "400 missing-file");
        await RequireRejectedAsync(Post(Form(Field("a", "b"))), "400 missing-file");
        await RequireRejectedAsync(Post(Form(File("name=\"file\"; filename=\"\"", bytes: ""))), "400 missing-file");
    }

    [Fact]
    public async Task Post_InBadChunks_IsRejected()
    {
        const string Type = $"Content-Type: multipart/form-data; boundary={Boundary}\r\n";
        var head = Head("POST /uploads", Type + "Transfer-Encoding: chunked\r\n");

        await RequireRejectedAsync([.. head, .. "zz\r\n"u8, .. Form(File())], "400 invalid-request");
    }

    private static async Task RequireRejectedAsync(byte[] request, string problem = "400 malformed-form")
    {
        await using var site =
            await UploadSite.StartAsync(new SiteSetup { Options = options => options.AllowedMetadata.Add("author") });

        var answer = await SendAsync(site.Url, request);

        answer.Problem.Should().Be(problem, string.Join(
            '\n', site.Log.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal))));
        (await site.HoldingsAsync()).Should().BeEmpty();
    }
}
