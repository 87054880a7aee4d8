namespace Discovitas.S3;

/// <summary>Describes a part of a multipart upload that the store has received.</summary>
public sealed record UploadedPart
{
    /// <summary>Gets the part's number, from 1 to 10,000.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the part's entity tag, with or without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Gets the part's size in bytes as the store reports it; null if a client named the part.</summary>
    public long? Size { get; init; }
}
