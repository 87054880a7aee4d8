namespace Discovitas.S3.Direct;

/// <summary>Says how long a URL for reading is valid, and what it does.</summary>
/// <param name="Lifetime">How long it is valid at least.</param>
/// <param name="DownloadName">The name under which a browser saves the file; null for what is stored.</param>
/// <param name="StableFor">How long everyone gets the same URL; null if each is a new one.</param>
internal readonly record struct UrlTerms(TimeSpan Lifetime, string? DownloadName, TimeSpan? StableFor);
