namespace Discovitas.S3.Objects;

/// <summary>What the store said of a body that it took.</summary>
/// <param name="ETag">As the store gave it.</param>
/// <param name="IsDoubtful">It looks like an MD5 and is not that of the bytes, and nothing else proves them.</param>
internal readonly record struct StoredPart(string ETag, bool IsDoubtful);
