using System.Globalization;
using System.Text.RegularExpressions;

namespace Discovitas.S3.Tool.Serve;

/// <summary>
/// Reads which of the matching requests have a fault: <c>2</c>, <c>1-3</c>, <c>4-</c> or <c>every 5</c>.
/// </summary>
internal static partial class CallNumbers
{
    internal static Func<int, bool> Parse(string? text)
    {
        if (text is null)
        {
            return _ => true;
        }

        var match = Form().Match(text);
        var (every, from, to) = (Number(match, "every"), Number(match, "from"), Number(match, "to"));
        return match switch
        {
            { Success: false } => throw Wrong(text),
            _ when every > 0 => number => number % every == 0,
            _ when from == 0 => throw Wrong(text),
            { Groups: var groups } when !groups["dash"].Success => number => number == from,
            _ when to == 0 => number => number >= from,
            _ when to < from => throw Wrong(text),
            _ => number => number >= from && number <= to,
        };
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static FormatException Wrong(string text) => new(
        $"\"calls\" is \"{text}\"; it must be the number of a request from 1, a range or an interval: "
        + "\"2\", \"1-3\", \"4-\" or \"every 5\".");

    [GeneratedRegex("^(every (?<every>[0-9]{1,9})|(?<from>[0-9]{1,9})(?<dash>-)?(?<to>(?<=-)[0-9]{1,9})?)$")]
    private static partial Regex Form();
}
