namespace Discovitas.S3.Demo.Web;

/// <summary>A stored file, by the same names as the answer to an upload.</summary>
internal sealed record ListingRow(string Url, string Key, long Size, string ContentType, string FileName, DateTimeOffset Modified);
