namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>A multipart upload that was started. Its id is a sealed token, not the id that the store gave.</summary>
internal sealed record CreateAnswer(string Key, string UploadId, string Bucket);
