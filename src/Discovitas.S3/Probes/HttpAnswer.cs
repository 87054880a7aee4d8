using System.Net;
using System.Net.Http.Headers;
using Discovitas.S3.Text;

namespace Discovitas.S3.Probes;

/// <summary>An answer as a browser receives it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="ContentType">The content type; null for none.</param>
/// <param name="Body">The start of the body.</param>
internal sealed record HttpAnswer(
    HttpStatusCode Status, HttpResponseHeaders Headers, string? ContentType, byte[] Body)
{
    internal bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Gets the status with S3's error code, for a message.</summary>
    internal string Shown => $"HTTP {(int)Status}" + (ErrorCode is { } code ? $", {LogSafe.Quote(code)}" : "");

    private string? ErrorCode
    {
        get
        {
            var text = System.Text.Encoding.UTF8.GetString(Body);
            var start = text.IndexOf("<Code>", StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf("</Code>", start, StringComparison.Ordinal);
            return end < 0 ? null : text[(start + "<Code>".Length)..end];
        }
    }

    /// <summary>Returns the values of a header, which may be a list.</summary>
    internal IEnumerable<string> Values(string name) => Headers.TryGetValues(name, out var values)
        ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
        : [];
}
