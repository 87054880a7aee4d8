using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>This library, given the content in one of the forms that it takes.</summary>
internal sealed class OurUploader : IUploader
{
    private readonly Func<Content, UploadContent> _form;
    private readonly ServiceProvider _services;
    private readonly S3Service _service;

    internal OurUploader(Target target, Func<Content, UploadContent> form)
    {
        _form = form;
        _services = SdkClients.AsOurs(target);
        _service = _services.GetRequiredService<S3Service>();
    }

    public async Task UploadAsync(Content content)
    {
        var file = await _service.StoreAsync(
            new FileUploadRequest("file.bin", Target.ContentType, _form(content)) { Folder = Target.Folder });
        if (file.Size != content.Size)
        {
            throw new InvalidOperationException($"{file.Size} bytes were stored, not {content.Size}.");
        }
    }

    public void Dispose() => _services.Dispose();
}
