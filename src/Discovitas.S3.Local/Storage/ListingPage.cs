namespace Discovitas.S3.Local.Storage;

/// <summary>A page of a listing.</summary>
/// <param name="Objects">The objects, in order.</param>
/// <param name="CommonPrefixes">The common prefixes, in order.</param>
/// <param name="Last">The last key or common prefix of the page if another page follows; otherwise <see
/// langword="null"/>.</param>
internal sealed record ListingPage(List<ObjectMetadata> Objects, List<string> CommonPrefixes, string? Last);
