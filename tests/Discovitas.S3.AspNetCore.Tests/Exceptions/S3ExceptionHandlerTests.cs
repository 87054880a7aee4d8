using System.Net;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.Exceptions;

/// <summary>What clients of an app's own endpoints get, with <c>AddS3ProblemDetails()</c>.</summary>
public sealed class S3ExceptionHandlerTests
{
    private const string Missing = "uploads/f81d4fae-7dec-41d0-a765-00a0c91e6bf6.jpg";

    public static TheoryData<string> Uploads => ["/pictures", "/controller/pictures"];

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task ARejectedFile_IsAProblem(string path)
    {
        await using var site = await StartAsync();

        var response = await SendAsync(site, path, size: 11);

        response.Problem.Should().Be("413 too-large");
        response.Type.Should().StartWith("application/problem+json");
        response.Text("type").Should().Be("urn:discovitas:s3:too-large");
        response.Text("limit").Should().Be("10 bytes");
        response.Reason.Should().Be("The file is too large");
        site.Log.Entries.Should().NotContain(entry => entry.Level >= LogLevel.Error);
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task AFailureOfTheStore_IsAProblemThatDoesNotShowWhy(string path)
    {
        await using var site = await StartAsync();
        site.Store.Faults = _ => S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");

        var response = await SendAsync(site, path, size: 10);

        response.Problem.Should().Be("502 store-failed");
        response.Body.Should().NotContain("AccessDenied");
        site.Log.Entries.Should()
            .Contain(entry => entry.Level == LogLevel.Error && entry.Exception is S3StoreException);
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task AStoreThatIsDown_SaysWhenToTryAgain(string path)
    {
        await using var site = await StartAsync();
        site.Store.Faults = call => call.Operation is S3Operation.PutObject
            ? S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown")
            : null;

        var response = await SendAsync(site, path, size: 10);

        response.Problem.Should().Be("503 store-unavailable");
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task AMissingFile_IsNotFound()
    {
        await using var site = await StartAsync();

        var response = await GetAsync(site, $"/files/{Missing}");

        response.Problem.Should().Be("404 file-not-found");
        response.Body.Should().NotContain(Missing);
    }

    [Fact]
    public async Task AnExceptionOfTheApp_IsLeftToTheOtherHandlers()
    {
        await using var site = await StartAsync();

        var response = await GetAsync(site, "/broken");

        response.Status.Should().Be(500);
        response.Body.Should().NotContain("discovitas");
    }

    [Theory]
    [InlineData("/pictures")]
    [InlineData("/controller/pictures")]
    [InlineData("/uploads")]
    public async Task TheAppsCustomizing_Counts(string path)
    {
        await using var site = await StartAsync(services: services => services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = problem =>
            {
                problem.ProblemDetails.Extensions["support"] = "help@example.com";
                problem.ProblemDetails.Extensions["thrown"] = problem.Exception!.GetType().Name;
            }));

        var response = await SendAsync(site, path, size: 11);

        response.Problem.Should().Be("413 too-large");
        response.Text("support").Should().Be("help@example.com");
        response.Text("thrown").Should().Be(nameof(UploadRejectedException));
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public async Task AClientThatAcceptsNoJson_GetsTheProblemNevertheless(string path)
    {
        await using var site = await StartAsync();

        var response = await SendAsync(site, path, size: 11, accept: "image/png");

        response.Problem.Should().Be("413 too-large");
    }

    [Theory]
    [InlineData("application/json", 413)]
    [InlineData("*/*", 413)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", 500)]
    public async Task InDevelopment_OnlyWhoWantsHtmlSeesTheDevelopersPage(string accept, int status)
    {
        await using var site = await StartAsync(app => app.UseDeveloperExceptionPage());

        var response = await SendAsync(site, "/pictures", size: 11, accept);

        response.Status.Should().Be(status);
        response.Body.Contains("too-large", StringComparison.Ordinal).Should().Be(status is 413);
    }

    [Fact]
    public async Task WithoutAHandler_TheResponseIsEmpty()
    {
        await using var site = await StartAsync(_ => { });

        var response = await SendAsync(site, "/pictures", size: 11);

        (response.Status, response.Body).Should().Be((500, ""));
    }

    private static Task<UploadSite> StartAsync(
        Action<WebApplication>? middleware = null, Action<IServiceCollection>? services = null) =>
        UploadSite.StartAsync(new SiteSetup
        {
            Settings = settings => settings.MaxFileSize = 10,
            Services = all =>
            {
                OwnEndpoints.Add(all);
                all.AddS3ProblemDetails();
                services?.Invoke(all);
            },
            Middleware = middleware ?? (app => app.UseExceptionHandler()),
            Endpoints = app => OwnEndpoints.Map(app),
        });

    private static async Task<Response> SendAsync(UploadSite site, string path, int size, string? accept = null)
    {
        using var form = new MultipartFormDataContent().WithFile(new byte[size]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Response.ReadAsync(await site.Http.SendAsync(request));
    }

    private static async Task<Response> GetAsync(UploadSite site, string path) =>
        await Response.ReadAsync(await site.Http.GetAsync(new Uri(path, UriKind.Relative)));
}
