namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state of an object, apart from its bytes.</summary>
internal sealed record ObjectMetadata : StoredBytes
{
    public required string Key { get; init; }

    /// <summary>Gets the headers that are returned with the object, by name in lower case.</summary>
    public required Dictionary<string, string> Headers { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    /// <summary>Gets the number of parts; <see langword="null"/> if the object was uploaded in one piece.</summary>
    public int? Parts { get; init; }

    /// <summary>Gets the parts, in order; <see langword="null"/> if the object was uploaded in one piece.</summary>
    public ObjectPart[]? PartList { get; init; }

    /// <summary>Gets the ID of the multipart upload that made the object, by which its Complete is repeated.</summary>
    public string? UploadId { get; init; }

    /// <summary>Gets the ACL; <see langword="null"/> for the owner's full control.</summary>
    public Grant[]? Acl { get; init; }

    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}
