namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>One way to upload, made ready once and used many times, by several callers at once.</summary>
internal interface IUploader : IDisposable
{
    /// <summary>Uploads the content once; throws where that fails.</summary>
    public Task UploadAsync(Content content);
}
