namespace Discovitas.S3.Tool.Web;

/// <summary>Represents what the page shows first.</summary>
/// <param name="Place">Where files are stored, in words.</param>
/// <param name="MaxFileSize">The maximum size of a file in bytes.</param>
/// <param name="Files">The newest files, newest first.</param>
/// <param name="Total">The number of files, shown or not.</param>
/// <param name="IsComplete">Whether all files were looked at. If not, there are more than <c>Total</c>.</param>
internal sealed record FileListing(
    string Place, long MaxFileSize, IReadOnlyList<ListingRow> Files, int Total, bool IsComplete);
