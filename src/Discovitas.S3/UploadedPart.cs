namespace Discovitas.S3;

/// <summary>A part of a multipart upload that has arrived at the store.</summary>
/// <param name="number">Its number.</param>
/// <param name="etag">Its entity tag.</param>
/// <param name="size">Its size in bytes; need not be told where a client names the part.</param>
public sealed class UploadedPart(int number, string etag, long size = 0)
{
    /// <summary>Its number, 1 to 10,000.</summary>
    public int Number { get; } = number;

    /// <summary>Its entity tag, with or without quotes.</summary>
    public string ETag { get; } = etag;

    /// <summary>Its size in bytes as the store tells it; 0 where a client named the part.</summary>
    public long Size { get; } = size;
}
