using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Discovitas.S3.Tests.Fuzz;

public sealed partial class EncodedWordsFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const int MaxWordLength = 75;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Gen<string> Stored = Mutated.Text(Gen.Frequency(
        (2, GeneratedText.UpTo(60).Select(EncodedWords.Encode)),
        (2, GeneratedText.UpTo(20).Select(Quoted)),
        (
            1,
            Gen.Select(
                GeneratedText.UpTo(10).Select(Quoted),
                GeneratedText.UpTo(60).Select(EncodedWords.Encode),
                (one, other) => $"{one} {other}")),
        (1, GeneratedText.UpTo(40))));

    // RFC 2047, sections 2 and 5: at most 75 characters, and no character split between two words.
    [Fact]
    public void Encode_AnyText_IsWordsThatDecodeByThemselves() => Run.Holds(
        GeneratedText.UpTo(200),
        text =>
        {
            var words = EncodedWords.Encode(text).Split(' ');
            return words.All(word => word.Length <= MaxWordLength && Word().IsMatch(word))
                && string.Concat(words.Select(DecodedAlone)) == text;
        });

    [Fact]
    public void Decode_EncodedText_IsTheText() =>
        Run.Holds(GeneratedText.UpTo(200), text => EncodedWords.Decode(EncodedWords.Encode(text)) == text);

    [Fact]
    public void Decode_QuotedText_IsTheText() =>
        Run.Holds(GeneratedText.UpTo(60), text => EncodedWords.Decode(Quoted(text)) == text);

    // A store may send anything. What is not words from end to end, or no UTF-8 within them, is not for us to guess at.
    [Fact]
    public void Decode_AnyValueOfAStore_IsTextOrAsItCame() => Run.Holds(
        Stored,
        stored =>
        {
            var decoded = EncodedWords.Decode(stored);
            var bytes = stored.Split(' ').Select(BytesOf).ToList();
            return bytes.Contains(null) || !Utf8.IsValid(bytes.SelectMany(word => word!).ToArray())
                ? decoded == stored
                : decoded == Strict.GetString([.. bytes.SelectMany(word => word!)]);
        },
        count: 5_000);

    private static string Quoted(string text) =>
        "=?UTF-8?Q?" + string.Concat(
            Strict.GetBytes(text)
                .Select(b => char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : b == ' ' ? "_" : $"={b:X2}")) + "?=";

    private static string DecodedAlone(string word) =>
        Strict.GetString(Convert.FromBase64String(word["=?UTF-8?B?".Length..^2]));

    // RFC 2047, section 4, but for question marks in the Q encoding, which do no harm where a word ends with its value.
    private static byte[]? BytesOf(string word)
    {
        if (Base64Word().Match(word) is { Success: true } base64)
        {
            var text = base64.Groups["text"].Value;
            return text.Length % 4 == 0 ? Convert.FromBase64String(text) : null;
        }

        return QuotedWord().Match(word) is { Success: true } quoted
            ? [.. quoted.Groups["byte"].Captures.Select(piece => piece.Value switch
            {
                "_" => (byte)' ',
                ['=', .. var digits] => Convert.FromHexString(digits)[0],
                _ => (byte)piece.Value[0],
            })]
            : null;
    }

    [GeneratedRegex(@"\A=\?UTF-8\?B\?[A-Za-z0-9+/]*={0,2}\?=\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A=\?[Uu][Tt][Ff]-8\?[Bb]\?(?<text>[A-Za-z0-9+/]*={0,2})\?=\z", RegexOptions.CultureInvariant)]
    private static partial Regex Base64Word();

    [GeneratedRegex(
        @"\A=\?[Uu][Tt][Ff]-8\?[Qq]\?(?<byte>=[0-9A-Fa-f]{2}|[!-<>-~])*\?=\z", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedWord();
}
