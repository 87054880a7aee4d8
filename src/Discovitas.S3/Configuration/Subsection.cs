namespace Discovitas.S3.Configuration;

/// <summary>Describes a section inside that of a store, which holds options of a package or of the app.</summary>
/// <param name="Store">The name of the store whose options they are; empty for the default store.</param>
/// <param name="Name">The section's own name, for instance <c>Images</c>.</param>
/// <param name="Options">The names of all options; null if names are not checked.</param>
internal sealed record Subsection(string Store, string Name, IReadOnlyCollection<string>? Options);
