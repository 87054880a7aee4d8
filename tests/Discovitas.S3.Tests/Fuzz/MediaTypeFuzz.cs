using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Fuzz;

public sealed partial class MediaTypeFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const string Token = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private const string LowerToken = "[a-z0-9!#$%&'+.^_`|~-]+";
    private const string Quoted = """
        "([ !#-\[\]-~]|\\[ -~])*(\\(?="\z))?"
        """;

    private static readonly string[] Charsets = ["utf-8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16"];

    private static readonly Gen<string> Known = Gen.OneOf(
        "image/png", "IMAGE/PNG", "text/plain;charset=utf-8", "TEXT/HTML; format=flowed; charset=US-ASCII",
        "text/csv; charset=\"Windows-1252\"", "image/svg+xml",
        "text/html; charset=utf-7", "multipart/related; type=\"text/html\"", "video/webm;codecs=\"vp8, opus\"",
        "image/png; a=\"x\\\"y; text/html\"",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-excel.sheet.macroEnabled.12", " application/octet-stream ",
        "text/plain; image/png", "image/png; text/html", "image/png, text/html", "text/html;image/png", "*/*", "x",
        "text/html; charset=utf-8; charset=utf-7");

    private static readonly Gen<string> Piece = Gen.Frequency(
        (4, Gen.OneOf(
            "image", "IMAGE", "png", "text/html", "/", ";", ",", "=", "\"", "charset=", "utf-8", "UTF-7", "a=b", " ",
            "\r\n", "\\", "*")),
        (1, Gen.Char['\0', '\uFFFF'].Select(letter => letter.ToString())),
        (1, Gen.Char['!', '~'].Select(letter => letter.ToString())));

    private static readonly Gen<string> Any = Gen.Frequency(
        (1, Piece.Array[0, 10].Select(string.Concat)), (3, Mutated.Text(Known)));

    [Fact]
    public void TryParse_AnyText_GivesOneMediaTypeOrNone() => Run.Holds(
        Any,
        text =>
            !MediaType.TryParse(text, out var type) || (Grammar().IsMatch(type.Value) && Expected(text) == type.Value),
        count: 5_000);

    [Fact]
    public void TryParse_OwnValue_IsTheSame() => Run.Holds(
        Any,
        text => !MediaType.TryParse(text, out var type)
            || (MediaType.Parse(type.Value) == type
                && MediaType.Parse(type.Value.ToUpperInvariant()) == type
                && MediaTypeHeaderValue.Parse(type.Value).ToString() == type.Value));

    [Fact]
    public void Parse_AnyText_IsAcceptedOrRejectedAndNothingElse() => Run.Holds(
        Any,
        text =>
        {
            try
            {
                return MediaType.Parse(text).Value.Length <= text.Length + 1;
            }
            catch (UploadRejectedException rejection)
            {
                return rejection.Reason == UploadRejectionReason.InvalidContentType
                    && !rejection.Message.Any(char.IsControl)
                    && !MediaType.TryParse(text, out _);
            }
        });

    // RFC 9110, sections 5.6.6 and 8.3.1, read once more; of two charsets the first counts.
    private static string? Expected(string text)
    {
        if (Header().Match(text) is not { Success: true } header)
        {
            return null;
        }

        var parameters = header.Groups["parameter"].Captures
            .Select(parameter => parameter.Value.Split('=', 2, StringSplitOptions.TrimEntries));
        var charset = parameters.FirstOrDefault(found => found[0].Equals("charset", StringComparison.OrdinalIgnoreCase))
            ?.ElementAtOrDefault(1)?.Trim('"').ToLowerInvariant();
        var bare = header.Groups["bare"].Value.ToLowerInvariant();
        return bare + (Charsets.Contains(charset) ? $"; charset={charset}" : "");
    }

    // By section 5.6.6 a parameter has a value, no white space stands around its equals sign, and no quoted string
    // ends in a backslash and a quote. The framework is not so strict, and nothing of such a parameter is kept.
    [GeneratedRegex(
        $$"""\A *(?<bare>{{Token}}/{{Token}}) *(; *(?<parameter>{{Token}}( *= *({{Token}}|{{Quoted}}))?) *)*\z""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(
        $@"\A{LowerToken}/{LowerToken}(; charset=(utf-8|us-ascii|iso-8859-1|windows-1252|utf-16))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
