using System.Text;
using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Exceptions;

/// <summary>Requests that the framework cannot bind to the parameters of an app's own endpoint.</summary>
public sealed class UnreadRequestTests
{
    public static TheoryData<string, bool> Endpoints => new()
    {
        { "/pictures", true },
        { "/pictures", false },
        { "/controller/pictures", true },
        { "/controller/pictures", false },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task ALargeRequest_IsTooLarge(string path, bool handler)
    {
        await using var site = await StartAsync(handler);
        using var form = new MultipartFormDataContent().WithFile(new byte[2000]);

        (await site.PostAsync(form, path)).Problem.Should().Be("413 too-large");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task ATruncatedForm_IsMalformed(string path, bool handler)
    {
        await using var site = await StartAsync(handler);
        using var form = Form("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc");

        (await site.PostAsync(form, path)).Problem.Should().Be("400 malformed-form");
    }

    [Theory]
    [InlineData("/pictures", true)]
    [InlineData("/pictures", false)]
    public async Task AFormWithoutAFile_IsMissingIt(string path, bool handler)
    {
        await using var site = await StartAsync(handler);
        using var form = Form("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--b--\r\n");

        (await site.PostAsync(form, path)).Problem.Should().Be("400 missing-file");
    }

    private static StringContent Form(string text)
    {
        var content = new StringContent(text, Encoding.ASCII);
        content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        return content;
    }

    private static Task<UploadSite> StartAsync(bool handler) => UploadSite.StartAsync(new SiteSetup
    {
        Host = host => host.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1000),
        Services = services =>
        {
            OwnEndpoints.Add(services);
            if (handler)
            {
                services.AddS3ProblemDetails();
            }
        },
        Middleware = app =>
        {
            if (handler)
            {
                app.UseExceptionHandler();
            }
        },
        Endpoints = app =>
        {
            foreach (var endpoint in OwnEndpoints.Map(app))
            {
                if (!handler)
                {
                    endpoint.WithUploadProblems();
                }
            }
        },
    });
}
