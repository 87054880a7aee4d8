namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>A completed upload: what Uppy expects, and what all answers of this package tell.</summary>
internal sealed record CompleteAnswer(string Location, string Key, string Bucket, string Url, long Size, string ContentType, string FileName);
