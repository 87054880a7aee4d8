using System.Net;
using System.Text.Json;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests;

public sealed class S3UploadProblemsExtensionsTests
{
    [Theory]
    [InlineData("/pictures")]
    [InlineData("/group/pictures")]
    [InlineData("/controller/pictures")]
    public async Task WithUploadProblems_OfARejectedFile_RespondsWithItsProblem(string path)
    {
        await using var site = await StartAsync();
        using var form = new MultipartFormDataContent().WithFile(new byte[11]);

        using var response = await site.Http.PostAsync(new Uri(path, UriKind.Relative), form);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement
            .GetProperty("code").GetString().Should().Be("too-large");
    }

    [Fact]
    public async Task WithUploadProblems_OfAStoreThatFails_DoesNotShowWhy()
    {
        await using var site = await StartAsync();
        site.Store.Faults = _ => S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");
        using var form = new MultipartFormDataContent().WithFile(new byte[10]);

        var response = await site.PostAsync(form, "/pictures");

        response.Problem.Should().Be("502 store-failed");
        response.Body.Should().NotContain("AccessDenied");
    }

    [Fact]
    public async Task WithUploadProblems_OfAnExceptionOfTheApp_LeavesItToTheApp()
    {
        await using var site = await StartAsync();

        using var response = await site.Http.GetAsync(new Uri("/broken", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).Should().BeEmpty();
    }

    private static Task<UploadSite> StartAsync() => UploadSite.StartAsync(new SiteSetup
    {
        Settings = settings => settings.MaxFileSize = 10,
        Services = OwnEndpoints.Add,
        Endpoints = app =>
        {
            foreach (var endpoint in OwnEndpoints.Map(app))
            {
                endpoint.WithUploadProblems();
            }

            OwnEndpoints.MapUpload(app.MapGroup("/group").WithUploadProblems());
        },
    });
}
