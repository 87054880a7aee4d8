namespace Discovitas.S3.Objects;

/// <summary>Describes what the store returned for a body that it accepted.</summary>
/// <param name="ETag">The ETag as the store returned it.</param>
/// <param name="IsDoubtful">
/// Whether the ETag has the form of an MD5 but is not that of the bytes, and nothing else verifies them.
/// </param>
internal readonly record struct StoredPart(string ETag, bool IsDoubtful);
