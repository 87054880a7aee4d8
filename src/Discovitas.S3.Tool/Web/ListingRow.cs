namespace Discovitas.S3.Tool.Web;

/// <summary>A stored file, by the same names as the answer to an upload.</summary>
internal sealed record ListingRow(string Url, string Key, long Size, string ContentType, string FileName, DateTimeOffset Modified);
