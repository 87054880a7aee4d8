namespace Discovitas.S3.Tool.Web;

/// <summary>What the page begins with.</summary>
/// <param name="Place">Where files go, in words.</param>
/// <param name="MaxFileSize">The largest file, in bytes.</param>
/// <param name="Files">The newest files, the newest first.</param>
/// <param name="Hidden">How many more there are.</param>
internal sealed record FileListing(string Place, long MaxFileSize, IReadOnlyList<ListingRow> Files, int Hidden);
