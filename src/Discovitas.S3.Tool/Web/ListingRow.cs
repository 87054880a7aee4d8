namespace Discovitas.S3.Tool.Web;

/// <summary>Represents a stored file, with the same names as the response to an upload.</summary>
internal sealed record ListingRow(
    string Url, string Key, long Size, string ContentType, string FileName, DateTimeOffset Modified);
