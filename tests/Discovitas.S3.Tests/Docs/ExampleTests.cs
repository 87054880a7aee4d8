using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Inspecting;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of the pages do what the pages say.</summary>
public sealed class ExampleTests : IAsyncLifetime
{
    private LocalS3Server _server = null!;
    private Amazon.S3.IAmazonS3 _client = null!;
    private S3Service _s3 = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalS3Server.StartAsync();
        _client = S3Client.Create(_server.CreateSettings());
        _s3 = new S3Service(_client, _server.CreateSettings());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Readme_UploadsAStream()
    {
        using var stream = new MemoryStream([0xFF, 0xD8, 0xFF]);

        var url = await PackageReadme.UploadAsync(_s3, stream, default);

        url.Should().MatchRegex("^http://.*/uploads/[0-9a-f-]{36}\\.jpg$");
    }

    [Fact]
    public async Task Uploading_StoresReadsListsAndDeletes()
    {
        (await UploadingPage.BytesAsync(_s3, [0xFF, 0xD8, 0xFF])).Should().EndWith(".jpg");
        await File.WriteAllTextAsync("report.pdf", "%PDF-1.7");
        using var read = new MemoryStream();

        var file = await UploadingPage.EverythingAsync(_s3);
        var (publicUrl, temporary, metadata, exists) = await UploadingPage.StoredFilesAsync(_s3, file, read);

        publicUrl.Should().Be(file.Url);
        temporary.Url.Should().StartWith(file.Url);
        metadata!.Metadata["author"].Should().Be("Jürgen");
        exists.Should().BeTrue();
        read.ToArray().Should().Equal("%PDF-1.7"u8.ToArray());
        (await _s3.ExistsAsync(file.Key)).Should().BeFalse();
    }

    [Fact]
    public async Task Inspection_AnEncryptedArchiveIsRejected()
    {
        using var clamd = new FakeClamd();
        var s3 = new S3Service(
            _client, _server.CreateSettings(),
            new S3Extensions
            {
                Inspectors =
                [
                    new ClamAvInspector(new() { Endpoint = clamd.Endpoint }), new InspectionPage.NoEncryptedArchives(),
                ],
            });
        byte[] archive = [.. "PK"u8, 3, 4, 20, 0, 1, 0];

        await s3.Invoking(one => one.UploadAsync(new FileUploadRequest("a.zip", "application/zip", archive)))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("The archive is encrypted.*");

        archive[6] = 0;
        await s3.UploadAsync(new FileUploadRequest("a.zip", "application/zip", archive));
        InspectionPage.Create(_client, _server.CreateSettings()).Should().NotBeNull();
        InspectionPage.Add(new ServiceCollection());
    }

    [Fact]
    public async Task Variants_TextsHaveAPreview()
    {
        var services = new ServiceCollection();
        VariantsPage.Add(services).Configure(settings => settings.PointTo(_server));
        await using var provider = services.BuildServiceProvider();
        var s3 = provider.GetRequiredService<S3Service>();
        var old = await _s3.StoreAsync(new FileUploadRequest("a.txt", "text/plain", "abcd"u8.ToArray())
        {
            Folder = "reports",
        });

        var file = await s3.StoreAsync(new FileUploadRequest("a.txt", "text/plain", "abcd"u8.ToArray()));
        await VariantsPage.PreviewAllAsync(s3);

        foreach (var key in new[] { file.Key, old.Key })
        {
            await using var preview = await s3.OpenReadAsync(key.Replace(".txt", "/preview.png"));
            (await ReadAllAsync(preview.Content)).Should().Equal("PNG: abc"u8.ToArray());
        }
    }

    [Fact]
    public async Task Errors_AMissingFileIsTold()
    {
        using var nothing = new MemoryStream();

        await ErrorsPage.ReadAsync(_s3, $"uploads/{Guid.NewGuid()}", nothing);

        nothing.Length.Should().Be(0);
    }

    [Fact]
    public async Task DirectUploads_InOneRequestAndInParts()
    {
        byte[] bytes = [0xFF, 0xD8, 0xFF];
        using var http = new HttpClient();

        var file = await DirectUploadsPage.InOneRequestAsync(_s3, bytes.Length, async request =>
        {
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in request.Fields)
            {
                form.Add(new StringContent(value), name);
            }

            form.Add(new ByteArrayContent(bytes), "file", "cat.jpg");
            (await http.PostAsync(request.Url, form)).EnsureSuccessStatusCode();
        });
        var received = await DirectUploadsPage.InPartsAsync(_s3, _ => Task.CompletedTask);

        file.Size.Should().Be(3);
        received.Should().BeEmpty();
    }

    [Fact]
    public async Task Testing_AFaultIsSurvived()
    {
        var request = new FileUploadRequest("a.txt", "text/plain", "a"u8.ToArray());

        var (file, tries) = await TestingPage.EmbeddedAsync(request);

        file.Size.Should().Be(1);
        tries.Should().Be(4);
    }

    [Fact]
    public async Task Testing_MocksUploadWithoutSetUp()
    {
        var request = new FileUploadRequest("a.png", "image/png", "a"u8.ToArray());

        (await TestingPage.MockOfTheService().UploadAsync(request)).Should().Be("https://example.com/a.png");
        (await TestingPage.MockOfTheClient().UploadAsync(request)).Should().StartWith("https://b.s3.eu-west-1.");
    }
}
