using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>A controller of the app's own that uploads and reads files.</summary>
[ApiController]
public sealed class PicturesController(S3Service s3) : ControllerBase
{
    [HttpPost("/controller/pictures")]
    public async Task<StoredFile> UploadAsync(IFormFile file) => await s3.StoreAsync(file.ToUploadRequest());
}
