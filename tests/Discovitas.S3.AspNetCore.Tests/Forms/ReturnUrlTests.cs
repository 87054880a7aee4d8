using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>A form that a browser without scripts posts: the response leads back to a page of the app.</summary>
public sealed class ReturnUrlTests
{
    private const string Browser = "text/html,application/xhtml+xml,*/*;q=0.8";

    [Theory]
    [InlineData("/profile", "/profile?uploadKey=")]
    [InlineData("/profile?tab=2#pictures", "/profile?tab=2&uploadKey=")]
    public async Task Post_WithAPage_LeadsToItWithTheKey(string page, string expected)
    {
        await using var site = await StartAsync();
        using var form = new MultipartFormDataContent().WithField("returnUrl", page).WithFile([1]);

        var response = await PostAsync(site, form);

        var key = (await site.HoldingsAsync()).Should().ContainSingle().Subject;
        response.Status.Should().Be(303);
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        response.Headers.Location!.ToString()
            .Should().StartWith(expected + Uri.EscapeDataString(key)).And.Be(
                expected + Uri.EscapeDataString(key) + (page.Contains('#') ? "#pictures" : ""));
    }

    [Fact]
    public async Task Post_OfSeveralFiles_WithThePageInTheQuery_LeadsToItWithAllKeys()
    {
        await using var site = await StartAsync();
        using var form = new MultipartFormDataContent().WithFile([1]).WithFile([2]);

        var response = await PostAsync(site, form, "/uploads?returnUrl=%2Fprofile");

        response.Headers.Location!.ToString().Should().MatchRegex("^/profile\\?uploadKey=[^&]+&uploadKey=[^&]+$");
    }

    [Fact]
    public async Task Post_OfARejectedFile_LeadsToThePageWithTheCode()
    {
        await using var site = await StartAsync();
        using var form = new MultipartFormDataContent().WithField("returnUrl", "/profile").WithFile(new byte[200]);

        var response = await PostAsync(site, form);

        (response.Status, response.Headers.Location!.ToString()).Should().Be((303, "/profile?uploadError=too-large"));
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_WithTwoPages_IsRejected_AndStoresNothing()
    {
        await using var site = await StartAsync();
        using var form = new MultipartFormDataContent()
            .WithField("returnUrl", "/profile").WithField("returnUrl", "/other").WithFile([1]);

        (await PostAsync(site, form)).Problem.Should().Be("400 invalid-request");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json, text/html;q=0")]
    [InlineData("*/*")]
    public async Task Post_OfAScript_IsAnsweredWithJson(string accept)
    {
        await using var site = await StartAsync();
        using var form = new MultipartFormDataContent().WithField("returnUrl", "/profile").WithFile([1]);

        (await PostAsync(site, form, accept: accept)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/a\\b")]
    [InlineData("\\/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("profile")]
    [InlineData("~/profile")]
    [InlineData("/pro file")]
    [InlineData("/\tevil.example")]
    [InlineData("/straße")]
    public async Task Post_WithAnotherSitesPage_IsRejected_AndStoresNothing(string page)
    {
        await using var site = await StartAsync();
        using var early = new MultipartFormDataContent().WithField("returnUrl", page).WithFile([1]);
        using var late = new MultipartFormDataContent().WithFile([1]).WithField("returnUrl", page);
        using var inQuery = new MultipartFormDataContent().WithFile([1]);

        Response[] responses =
        [
            await PostAsync(site, early),
            await PostAsync(site, late),
            await PostAsync(site, inQuery, $"/uploads?returnUrl={Uri.EscapeDataString(page)}"),
        ];

        responses.Should().AllSatisfy(response => response.Problem.Should().Be("400 invalid-request"))
            .And.AllSatisfy(response => response.Headers.Location.Should().BeNull());
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    private static Task<UploadSite> StartAsync() =>
        UploadSite.StartAsync(new SiteSetup { Options = options => options.MaxFileSize = 100 });

    private static async Task<Response> PostAsync(
        UploadSite site, HttpContent form, string path = "/uploads", string accept = Browser)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = site.Url };
        http.DefaultRequestHeaders.Add("Accept", accept);
        return await Response.ReadAsync(await http.PostAsync(new Uri(path, UriKind.Relative), form));
    }
}
