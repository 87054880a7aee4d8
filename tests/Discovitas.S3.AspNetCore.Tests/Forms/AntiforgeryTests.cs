using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>The framework's antiforgery tokens, without its middleware.</summary>
public sealed class AntiforgeryTests
{
    private const string Rejected = "400 antiforgery";

    private static readonly SiteSetup Protected = new()
    {
        Group = _ => { },
        Services = services =>
        {
            services.AddAntiforgery(options => options.HeaderName = "X-Token");
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
        },
        Endpoints = app => app.MapGet(
            "/token", (HttpContext http, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(http).RequestToken),
    };

    [Fact]
    public async Task Token_InItsHeader_IsTaken()
    {
        await using var site = await UploadSite.StartAsync(Protected);
        site.Http.DefaultRequestHeaders.Add("X-Token", await TokenAsync(site));
        using var form = new MultipartFormDataContent().WithFile([1]);

        (await site.PostAsync(form)).Problem.Should().Be("201");
    }

    [Fact]
    public async Task Token_InAFieldBeforeTheFiles_IsTakenForAll()
    {
        await using var site = await UploadSite.StartAsync(Protected);
        using var form = new MultipartFormDataContent().WithField("__RequestVerificationToken", await TokenAsync(site))
            .WithFile([1]).WithFile([2]);

        (await site.PostAsync(form)).Problem.Should().Be("201");
    }

    [Fact]
    public async Task Token_AfterAFile_IsTooLate()
    {
        await using var site = await UploadSite.StartAsync(Protected);
        using var form = new MultipartFormDataContent().WithFile([1])
            .WithField("__RequestVerificationToken", await TokenAsync(site));

        await RequireRejectedAsync(site, form);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Token_ThatIsWrong_IsRejected(string token)
    {
        await using var site = await UploadSite.StartAsync(Protected);
        await TokenAsync(site);
        using var form = new MultipartFormDataContent().WithField("__RequestVerificationToken", token).WithFile([1]);

        await RequireRejectedAsync(site, form);
    }

    [Fact]
    public async Task Token_OfAnotherCookie_IsRejected()
    {
        await using var site = await UploadSite.StartAsync(Protected);
        var token = await TokenAsync(site);
        using var other = new HttpClient { BaseAddress = site.Url };
        await other.GetStringAsync(new Uri("/token", UriKind.Relative));
        using var form = new MultipartFormDataContent().WithField("__RequestVerificationToken", token).WithFile([1]);

        (await Response.ReadAsync(await other.PostAsync(new Uri("/uploads", UriKind.Relative), form))).Problem
            .Should().Be(Rejected);
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Token_ThatIsMissing_IsRejectedBeforeTheStoreIsAsked()
    {
        await using var site = await UploadSite.StartAsync(Protected);
        var calls = 0;
        site.Store.Faults = _ =>
        {
            calls++;
            return null;
        };
        using var form = new MultipartFormDataContent().WithFile([1]);

        await RequireRejectedAsync(site, form);
        calls.Should().Be(0);
    }

    [Fact]
    public async Task Token_IsNotAskedForWhereItIsDisabledOrTheFileIsPut()
    {
        await using var open =
            await UploadSite.StartAsync(Protected with { Group = group => group.DisableAntiforgery() });
        await using var site = await UploadSite.StartAsync(Protected);
        using var form = new MultipartFormDataContent().WithFile([1]);
        using var body = new ByteArrayContent([1]);

        (await open.PostAsync(form)).Problem.Should().Be("201");
        (await site.PutAsync(body, "/uploads/a.txt")).Problem.Should().Be("201");
    }

    [Fact]
    public async Task Tokens_WithoutTheirService_FailTheStart()
    {
        var start = () => UploadSite.StartAsync(new SiteSetup { Group = _ => { } });

        await start
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*AddAntiforgery()*DisableAntiforgery()*");
    }

    [Fact]
    public async Task Middleware_ThatTheAppAsksFor_IsHonoured()
    {
        await using var site = await UploadSite.StartAsync(Protected with
        {
            Middleware = app =>
            {
                app.UseRouting();
                app.UseAntiforgery();
            },
            Group = group => group.WithMetadata(new RequireAntiforgeryTokenAttribute()),
        });
        var token = await TokenAsync(site);
        using var header = new HttpRequestMessage(
            HttpMethod.Post, "/uploads")
        { Content = new MultipartFormDataContent().WithFile([1]) };
        header.Headers.Add("X-Token", token);
        using var wrong = new HttpRequestMessage(
            HttpMethod.Post, "/uploads")
        { Content = new MultipartFormDataContent().WithFile([1]) };
        wrong.Headers.Add("X-Token", "wrong");
        using var field = new MultipartFormDataContent().WithField("__RequestVerificationToken", token).WithFile([1]);

        (await Response.ReadAsync(await site.Http.SendAsync(header))).Problem.Should().Be("201");
        (await Response.ReadAsync(await site.Http.SendAsync(wrong))).Problem.Should().Be(Rejected);
        (await site.PostAsync(field)).Status.Should().Be(500);
        site.Log.Lines
            .Should().Contain(line => line.Contains("send the token in its header", StringComparison.Ordinal));
    }

    private static Task<string> TokenAsync(UploadSite site) =>
        site.Http.GetStringAsync(new Uri("/token", UriKind.Relative));

    private static async Task RequireRejectedAsync(UploadSite site, HttpContent form)
    {
        (await site.PostAsync(form)).Problem.Should().Be(Rejected);
        (await site.HoldingsAsync()).Should().BeEmpty();
    }
}
