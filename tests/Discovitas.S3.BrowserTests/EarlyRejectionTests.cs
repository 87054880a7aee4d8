using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Discovitas.S3.BrowserTests;

/// <summary>
/// A form that is rejected while the browser is still sending it: the page shows the reason, and no network error,
/// whatever the version of HTTP.
/// </summary>
public sealed class EarlyRejectionTests
{
    private const int Size = 50 * MiB;

    [BrowserTheory]
    [InlineData(HttpProtocols.Http1, "too-large")]
    [InlineData(HttpProtocols.Http1, "content-type-not-allowed")]
    [InlineData(HttpProtocols.Http2, "too-large")]
    [InlineData(HttpProtocols.Http2, "content-type-not-allowed")]
    [InlineData(HttpProtocols.Http2, "content-type-mismatch")]
    public async Task AForm_IsRejectedInItsMiddle_WithTheReason(HttpProtocols protocols, string code)
    {
        await using var site = await StartAsync(protocols, code);
        await using var page = await ModulePage.OpenAsync(site);

        await ShouldBeRejectedAsync(site, page, code, protocols);
    }

    // It takes longer than the five seconds for which Kestrel goes on to read a body after its answer.
    [BrowserTheory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task AFormOverASlowLink_IsRejectedInItsMiddle_WithTheReason(HttpProtocols protocols)
    {
        const string Code = "content-type-not-allowed";
        await using var site = await StartAsync(protocols, Code);
        using var link = new SlowUplink(site.Origin, 4 * MiB);
        await using var page = await ModulePage.OpenAsync(site, link.Origin);

        await ShouldBeRejectedAsync(site, page, Code, protocols);
    }

    private static Task<Site> StartAsync(HttpProtocols protocols, string code) => Site.StartAsync(
        StoreKind.Local, options => Configure(options, code), tls: protocols);

    private static async Task ShouldBeRejectedAsync(Site site, ModulePage page, string code, HttpProtocols protocols)
    {
        var version = protocols == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1";
        var versions = new ConcurrentQueue<string>();
        site.Instead = request =>
        {
            versions.Enqueue(request.Protocol);
            return null;
        };

        var outcome = await page.UploadAsync("film.txt", "text/plain", Size, new { via = "form" });

        outcome.Error.Should().BeEquivalentTo(new { Name = "UploadError", Code = code });
        versions.Should().NotBeEmpty().And.AllBe(version);
        await site.Store.ShouldBeEmptyAsync();
    }

    // The limit of the whole form is ten times that of a file, so that the file is rejected where it is too large.
    private static void Configure(S3UploadOptions options, string code)
    {
        options.MaxFileSize = code == "too-large" ? Size / 2 : 2 * Size;
        switch (code)
        {
            case "content-type-not-allowed":
                options.AllowedContentTypes.Add("image/png");
                break;
            case "content-type-mismatch":
                options.AllowedContentTypes.Add("image/png");
                options.AllowedContentTypes.Add("text/plain");
                break;
        }
    }
}
