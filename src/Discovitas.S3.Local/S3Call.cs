namespace Discovitas.S3.Local;

/// <summary>A request, as <see cref="LocalS3Server.Faults"/> receives it.</summary>
public sealed record S3Call
{
    /// <summary>Gets the operation.</summary>
    public required S3Operation Operation { get; init; }

    /// <summary>Gets the bucket; empty for ListBuckets.</summary>
    public required string Bucket { get; init; }

    /// <summary>
    /// Gets the key; <see langword="null"/> if the operation has no object, and for PostObject, whose key is in the
    /// form.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Gets the ID of the multipart upload; <see langword="null"/> if the request has none.</summary>
    public string? UploadId { get; init; }

    /// <summary>
    /// Gets the number of the part; <see langword="null"/> if the request has none or it is not a number.
    /// </summary>
    public int? PartNumber { get; init; }

    /// <summary>
    /// Gets the 1-based number of requests for this operation since <see cref="LocalS3Server.Faults"/> was set, retries
    /// included.
    /// </summary>
    public required int OperationNumber { get; init; }

    /// <summary>
    /// Gets the 1-based number of requests for any operation since <see cref="LocalS3Server.Faults"/> was set, retries
    /// included.
    /// </summary>
    public required int RequestNumber { get; init; }
}
