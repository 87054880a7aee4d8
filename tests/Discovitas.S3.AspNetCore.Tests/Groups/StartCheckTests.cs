using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport.Logging;
using Microsoft.AspNetCore.Antiforgery;

namespace Discovitas.S3.AspNetCore.Tests.Groups;

/// <summary>What is wrong with the routes of an app is found when the app starts, not when it is used.</summary>
public sealed class StartCheckTests
{
    [Fact]
    public async Task Start_WithoutAntiforgery_Fails()
    {
        await using var app = Apps.Build();
        app.MapS3Uploads("/uploads");

        await ShouldFailAsync(app, "*\"/uploads\"*AddAntiforgery()*DisableAntiforgery()*");
    }

    [Fact]
    public async Task Start_WithoutAntiforgeryThatOnlyOneGroupNeeds_NamesThatGroup()
    {
        await using var app = Apps.Build();
        app.MapS3Uploads("/api").DisableAntiforgery();
        app.MapS3Uploads("/pages");

        await ShouldFailAsync(app, "*\"/pages\"*");
    }

    [Fact]
    public async Task Start_WithAntiforgeryOrWithoutNeed_Succeeds()
    {
        await using var registered = Apps.Build(services => services.AddAntiforgery());
        registered.MapS3Uploads("/uploads");
        await using var disabled = Apps.Build();
        disabled.MapS3Uploads("/uploads").DisableAntiforgery();

        await registered.StartAsync();
        await disabled.StartAsync();
    }

    [Theory]
    [InlineData("/uploads", "/uploads")]
    [InlineData("/uploads", "/Uploads/")]
    [InlineData("/uploads", "uploads")]
    [InlineData("", "/")]
    [InlineData("/{tenant}/files", "/{user}/files")]
    public async Task Start_WithTwoGroupsOnOnePath_Fails(string one, string other)
    {
        await using var app = WithGroupsAt(one, other);

        await ShouldFailAsync(app, "*MapS3Uploads*twice*");
    }

    [Theory]
    [InlineData("/uploads", "/uploads/pictures")]
    [InlineData("/{tenant:int}/files", "/{tenant:alpha}/files")]
    public async Task Start_WithGroupsOnPathsThatDiffer_Succeeds(string one, string other)
    {
        await using var app = WithGroupsAt(one, other);

        await app.StartAsync();
    }

    [Fact]
    public async Task Start_WithOnePathOnTwoHosts_Succeeds()
    {
        await using var app = Apps.Build();
        app.MapS3Uploads("/uploads").DisableAntiforgery().RequireHost("a.example");
        app.MapS3Uploads("/uploads").DisableAntiforgery().RequireHost("b.example");

        await app.StartAsync();
    }

    // An app cannot be reached from a group inside another, so it stops instead.
    [Fact]
    public async Task Start_WithoutAntiforgeryInANestedGroup_StopsTheApp()
    {
        var log = new LogCollector();
        await using var app = Apps.Build(log: log);
        app.MapGroup("/api").MapS3Uploads("/uploads");

        await ShouldStopAsync(app, log, "AddAntiforgery()");
    }

    [Fact]
    public async Task Start_WithOnePathInANestedGroupAndOutside_StopsTheApp()
    {
        var log = new LogCollector();
        await using var app = Apps.Build(log: log);
        app.MapGroup("/api").MapS3Uploads("/uploads").DisableAntiforgery();
        app.MapS3Uploads("/api/uploads").DisableAntiforgery();

        await ShouldStopAsync(app, log, "twice for the path \"/api/uploads\"");
    }

    [Fact]
    public async Task Start_WithAntiforgeryDisabledOnTheOuterGroup_Succeeds()
    {
        var log = new LogCollector();
        await using var app = Apps.Build(log: log);
        app.MapGroup("/api").DisableAntiforgery().MapS3Uploads("/uploads");

        await app.StartAsync();

        app.Lifetime.ApplicationStopping.IsCancellationRequested.Should().BeFalse();
        log.Lines.Should().NotContain(line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_WithoutAntiforgery_WhereTheStartCouldNotSeeIt_Fails()
    {
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Services = services => services.AddAntiforgery(),
            Middleware = app => app.Use((http, next) =>
            {
                http.RequestServices = new WithoutAntiforgery(http.RequestServices);
                return next(http);
            }),
            Group = _ => { },
        });
        using var form = new MultipartFormDataContent().WithFile([1]);

        (await site.PostAsync(form)).Status.Should().Be(500);
        site.Log.Lines.Should().Contain(line => line.Contains("AddAntiforgery()", StringComparison.Ordinal));
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    private static WebApplication WithGroupsAt(string one, string other)
    {
        var app = Apps.Build();
        app.MapS3Uploads(one).DisableAntiforgery();
        app.MapS3Uploads(other).DisableAntiforgery();
        return app;
    }

    private static async Task ShouldFailAsync(WebApplication app, string message) =>
        await app.Awaiting(starting => starting.StartAsync())
            .Should().ThrowAsync<InvalidOperationException>().WithMessage(message);

    private static async Task ShouldStopAsync(WebApplication app, LogCollector log, string reason)
    {
        await app.StartAsync();

        app.Lifetime.ApplicationStopping.IsCancellationRequested.Should().BeTrue();
        log.Lines.Should().Contain(line =>
            line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
    }

    private sealed class WithoutAntiforgery(IServiceProvider services) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IAntiforgery) ? null : services.GetService(serviceType);
    }
}
