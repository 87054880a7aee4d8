namespace Discovitas.S3;

/// <summary>A stored file as a client is told of it, whichever way it came.</summary>
internal sealed record UploadAnswer(string Url, string Key, long Size, string ContentType, string FileName)
{
    internal static UploadAnswer Of(StoredFile file, string fileName) => new(file.Url, file.Key, file.Size, file.ContentType, fileName);
}
