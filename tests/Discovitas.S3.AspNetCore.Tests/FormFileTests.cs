using System.Net;
using System.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>The README's endpoint, in a real app, with a real form, on the embedded S3.</summary>
[Collection("Temporary files")]
public sealed class FormFileTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddS3Uploads(settings => settings.AllowedContentTypes.Add("text/plain"))
            .UseLocalFolder(_folder, allowOutsideDevelopment: true);
        _app = builder.Build();
        _app.MapPost("/pictures", async (IFormFile file, S3Service s3, CancellationToken cancellationToken) =>
        {
            try
            {
                return Results.Ok(await s3.UploadAsync(file.ToUploadRequest(), cancellationToken));
            }
            catch (UploadRejectedException rejection)
            {
                return Results.BadRequest(rejection.Message);
            }
        }).DisableAntiforgery();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task ToUploadRequest_OfAFormsFile_IsStoredAsItCame(int size)
    {
        var bytes = Enumerable.Range(0, size).Select(i => (byte)('a' + (i % 26))).ToArray();

        using var answer = await PostAsync(bytes, "text/plain", "notes.TXT");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var url = (await answer.Content.ReadAsStringAsync()).Trim('"');
        url.Should().EndWith(".TXT");
        (await Http.GetByteArrayAsync(new Uri(url))).Should().Equal(bytes);
    }

    [Fact]
    public async Task ToUploadRequest_WithoutAType_IsOfUnknownType()
    {
        using var answer = await PostAsync([1, 2, 3], null, "notes.txt");

        (await answer.Content.ReadAsStringAsync()).Should().Contain("application/octet-stream are not accepted");
    }

    [Fact]
    public async Task ToUploadRequest_OfAnotherType_IsRejectedByTheRules()
    {
        using var answer = await PostAsync("<html>"u8.ToArray(), "text/plain", "notes.txt");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("text/html");
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] bytes, string? type, string name)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var form = new MultipartFormDataContent { { file, "file", name } };
        return await Http.PostAsync(new Uri(_app!.Urls.First() + "/pictures"), form);
    }
}
