using System.Globalization;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>What came back on a connection.</summary>
/// <param name="Status">The first final status, or one of the constants.</param>
/// <param name="Text">Everything that was received.</param>
internal sealed record WireReply(int Status, string Text)
{
    /// <summary>The connection was closed without an answer.</summary>
    internal const int Closed = 0;

    /// <summary>The connection stayed open without an end.</summary>
    internal const int Hang = -1;

    private const string Start = "HTTP/1.1 ";

    internal bool IsSuccess => Status is >= 200 and < 300 && !Text.Contains("<Error>", StringComparison.Ordinal);

    internal string Body =>
        Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end ? end + 4 : 0)..];

    /// <summary>Gets what no server may answer: 500 and the like, anywhere; an empty text otherwise.</summary>
    internal string Wrong => Status switch
    {
        Hang => "no answer and no end of the connection",
        >= 500 and not (501 or 503 or 505) => $"status {Status}: {Body}",
        _ when Text.Contains("<Code>InternalError</Code>", StringComparison.Ordinal) => $"InternalError: {Body}",
        _ => "",
    };

    internal static WireReply From(string text)
    {
        var at = 0;
        while (at >= 0 && text.IndexOf(Start, at, StringComparison.Ordinal) is >= 0 and var start)
        {
            var status = int.Parse(text.AsSpan(start + Start.Length, 3), CultureInfo.InvariantCulture);
            if (status >= 200)
            {
                return new WireReply(status, text);
            }

            at = start + Start.Length;
        }

        return new WireReply(Closed, text);
    }
}
