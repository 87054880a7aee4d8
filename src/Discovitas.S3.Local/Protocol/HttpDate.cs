using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Protocol;

/// <summary>Reads the times of HTTP headers (RFC 9110) and writes those of S3's XML.</summary>
internal static class HttpDate
{
    internal static DateTimeOffset? Parse(string? text) =>
        HeaderUtilities.TryParseDate(text, out var time) ? time : null;

    internal static string ToXml(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
