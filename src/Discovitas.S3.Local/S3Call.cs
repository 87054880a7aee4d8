namespace Discovitas.S3.Local;

/// <summary>A request that <see cref="LocalS3Server.Faults"/> is asked about: what it wants, and the how-many-th it is.</summary>
public sealed record S3Call
{
    /// <summary>What is asked for.</summary>
    public required S3Operation Operation { get; init; }

    /// <summary>The bucket; empty for ListBuckets.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key; null where the operation is on no object, and for PostObject, whose key stands in the form.</summary>
    public string? Key { get; init; }

    /// <summary>The multipart upload's id; null where the request names none.</summary>
    public string? UploadId { get; init; }

    /// <summary>The part's number; null where the request names none, or what it names is no number.</summary>
    public int? PartNumber { get; init; }

    /// <summary>The how-many-th request for this operation since <see cref="LocalS3Server.Faults"/> was set, from 1. A retry counts.</summary>
    public required int Number { get; init; }

    /// <summary>The how-many-th request of any kind since <see cref="LocalS3Server.Faults"/> was set, from 1. A retry counts.</summary>
    public required int Ordinal { get; init; }
}
