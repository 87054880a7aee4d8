namespace Discovitas.S3.Local.Storage;

/// <summary>A part of a stored object that was uploaded in parts.</summary>
/// <param name="Number">The number with which it was uploaded.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Checksum">The value of its checksum, by the algorithm of the object's.</param>
internal sealed record ObjectPart(int Number, long Size, string? Checksum);
