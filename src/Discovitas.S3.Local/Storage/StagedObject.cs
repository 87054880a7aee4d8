namespace Discovitas.S3.Local.Storage;

/// <summary>An object that is complete, but not in its place yet.</summary>
internal sealed record StagedObject(ObjectMetadata Metadata, StagedFile Data);
