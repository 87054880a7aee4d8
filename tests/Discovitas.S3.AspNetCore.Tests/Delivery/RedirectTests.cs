using System.Net;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport;

namespace Discovitas.S3.AspNetCore.Tests.Delivery;

/// <summary>Files to which clients are redirected, and the routes for both ways.</summary>
public sealed class RedirectTests
{
    [Fact]
    public async Task Redirect_LeadsToTheFile_AndIsNotStored()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        using var response = await site.SendAsync("/redirect/" + key);

        response.StatusCode.Should().Be(HttpStatusCode.Found);
        response.Headers.CacheControl!.ToString().Should().Be("no-store");
        using var http = new HttpClient();
        TestBytes.SameBytes(await http.GetByteArrayAsync(response.Headers.Location), DeliverySite.Bytes);
    }

    [Theory]
    [InlineData("a%00b.png", "a_b.png")]
    [InlineData("a%0D%0Ab.png", "a__b.png")]
    [InlineData("{long}.png", "{cut}.png")]
    public async Task Redirect_NameThatFitsNoHeader_IsMadeToFit(string name, string saved)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        var full = name.Replace("{long}", new string('x', 300), StringComparison.Ordinal);

        using var response = await site.SendAsync($"/named?name={full}&key={Uri.EscapeDataString(key)}");

        response.StatusCode.Should().Be(HttpStatusCode.Found);
        Uri.UnescapeDataString(response.Headers.Location!.Query)
            .Should().Contain($"filename=\"{saved.Replace("{cut}", new string('x', 251), StringComparison.Ordinal)}\"");
    }

    [Fact]
    public async Task Redirect_WithAWindow_IsNotKeptForAnotherUser()
    {
        await using var site = await DeliverySite.StartAsync();

        using var response = await site.SendAsync("/stable/" + await site.StoreAsync());

        response.Headers.Vary.Should().BeEquivalentTo("Cookie", "Authorization");
    }

    [Fact]
    public async Task Files_Head_IsAnsweredByTheApp_SinceAUrlIsSignedForGet()
    {
        await using var site = await DeliverySite.StartAsync();

        using var response = await site.SendAsync("/urls/" + await site.StoreAsync(), HttpMethod.Head);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.Should().Be(DeliverySite.Bytes.Length);
    }

    [Theory]
    [InlineData("/files/")]
    [InlineData("/stream/")]
    public async Task AResponse_IsNotCachedForOthers(string path)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();
        using var first = await site.SendAsync(path + key, null, ("X-User", DeliverySite.User));
        first.StatusCode.Should().Be(HttpStatusCode.OK);
        await first.Content.ReadAsByteArrayAsync();
        await site.Site.S3.DeleteAsync(key);

        using var second = await site.SendAsync(path + key);

        second.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Redirect_WithAWindow_MayBeKeptUntilItsEnd()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        using var first = await site.SendAsync("/stable/" + key);
        using var second = await site.SendAsync("/stable/" + key);

        first.Headers.CacheControl!.Private.Should().BeTrue();
        first.Headers.CacheControl.MaxAge.Should().BePositive().And.BeLessThanOrEqualTo(TimeSpan.FromHours(12));
        second.Headers.Location.Should().Be(first.Headers.Location);
    }

    [Theory]
    [InlineData("/redirect/secret.txt")]
    [InlineData("/urls/secret.txt")]
    [InlineData("/urls/pending/0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    public async Task Redirect_NoKey_IsNotFound(string path)
    {
        await using var site = await DeliverySite.StartAsync();

        (await Response.ReadAsync(await site.SendAsync(path))).Problem.Should().Be("404 file-not-found");
    }

    [Theory]
    [InlineData("action", 200)]
    [InlineData("result", 200)]
    [InlineData("own", 200)]
    [InlineData("redirect", 302)]
    public async Task Controller_ReturnsTheResult(string action, int status)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        using var response = await site.SendAsync($"/controller/{action}/{key}");
        var missing = await Response.ReadAsync(await site.SendAsync($"/controller/{action}/none"));

        ((int)response.StatusCode).Should().Be(status);
        missing.Problem.Should().Be("404 file-not-found");
    }

    [Theory]
    [InlineData("ann", false, 200)]
    [InlineData("bob", false, 404)]
    [InlineData("ann", true, 404)]
    public async Task Files_AreForThoseWhomTheAppAllows(string user, bool isPending, int status)
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync(isPending: isPending);

        using var get = await site.SendAsync("/files/" + key, null, ("X-User", user));
        using var head = await site.SendAsync("/files/" + key, HttpMethod.Head, ("X-User", user));
        using var range = await site.SendAsync("/files/" + key, null, ("X-User", user), ("Range", "bytes=0-0"));

        ((int)get.StatusCode).Should().Be(status);
        ((int)head.StatusCode).Should().Be(status);
        ((int)range.StatusCode).Should().Be(status == 200 ? 206 : 404);
    }

    [Fact]
    public async Task Files_WithALifetime_AreRedirects()
    {
        await using var site = await DeliverySite.StartAsync();
        var key = await site.StoreAsync();

        (await site.SendAsync("/urls/" + key)).StatusCode.Should().Be(HttpStatusCode.Found);
    }

    public static TheoryData<string, Action<S3FilesOptions>> Wrong => new()
    {
        { "Authorize is missing", options => options.Authorize = null },
        { "RedirectLifetime is 8.00:00:00", options => options.RedirectLifetime = TimeSpan.FromDays(8) },
        { "StableFor is set without RedirectLifetime", options => options.StableFor = TimeSpan.FromDays(1) },
        {
            "StableFor is 7.00:00:00",
            options => (options.StableFor, options.RedirectLifetime) = (TimeSpan.FromDays(7), TimeSpan.FromDays(1))
        },
        { "CacheControl is 'a\uFFFDb'", options => options.CacheControl = "a\nb" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task MapS3Files_WrongOption_IsNamed(string message, Action<S3FilesOptions> change)
    {
        await using var app = Apps.Build();

        var act = () => app.MapS3Files("/files/{**key}", options =>
        {
            options.Authorize = (_, _, _) => ValueTask.FromResult(true);
            change(options);
        });

        act.Should().Throw<ArgumentException>().Which.Message.Should().Contain(message);
    }

    [Theory]
    [InlineData("/files")]
    [InlineData("/files/{key}")]
    [InlineData("/files/{**path}")]
    public async Task MapS3Files_PatternWithoutAKey_IsAnError(string pattern)
    {
        await using var app = Apps.Build();

        app.Invoking(a => a.MapS3Files(pattern, options => options.Authorize = (_, _, _) => ValueTask.FromResult(true)))
            .Should().Throw<ArgumentException>().WithParameterName(nameof(pattern));
    }
}
