using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Protocol;

/// <summary>Times as headers (RFC 9110) and as S3's XML have them.</summary>
internal static class HttpDate
{
    public static string Format(DateTimeOffset time) => HeaderUtilities.FormatDate(time);

    public static DateTimeOffset? Parse(string? text) => HeaderUtilities.TryParseDate(text, out var time) ? time : null;

    public static string Xml(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
