using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Fuzz;

public sealed partial class UserMetadataFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    private const int MaxBytes = 2048;
    private const string Prefix = "x-amz-meta-";

    // A word holds at least this many bytes: 45, less the three that a character of four may not fit by.
    private const int BytesPerWord = 42;
    private const int WordLength = 73;

    private static readonly Gen<string> Name = Mutated.Text(
        Gen.OneOf("author", "Title-ID", "n", "a_b.c", "x-amz-meta-a", "X-Custom"));

    private static readonly Gen<string> Known = Gen.OneOf(
        "", " ", "plain", "a  b", "=?UTF-8?B?SGk=?=", "50% \"off\"; x=y, z", "\U0001F600\U0001F600", "a\r\nX: y");

    private static readonly Gen<string> Value = Mutated.Text(
        Gen.Frequency((3, GeneratedText.UpTo(60)), (1, GeneratedText.UpTo(700)), (2, Known)));

    [Fact]
    public void Encode_AnyText_ComesBack() => Run.Holds(
        GeneratedText.UpTo(80),
        text =>
        {
            var sent = UserMetadata.Encode(Metadata(("n", text)))[0].Value;
            return IsHeaderSafe(sent) && (sent == text || Words().IsMatch(sent)) && Decoded("n", sent) == text;
        });

    [Fact]
    public void Encode_AnyValueAtAll_ComesBackOrIsRejectedForAReason() => Run.Holds(
        Value,
        value =>
        {
            try
            {
                var sent = UserMetadata.Encode(Metadata(("n", value)))[0].Value;
                return IsHeaderSafe(sent)
                    && "n".Length + sent.Length <= MaxBytes
                    && Decoded("N", sent) == value
                    && !value.Any(char.IsControl);
            }
            catch (UploadRejectedException rejection)
            {
                return IsHeaderRejection(rejection)
                    && (
                        value.Any(char.IsControl)
                            || HasHalfACharacter(value)
                            || "n".Length + LongestSent(value) > MaxBytes);
            }
        },
        count: 3_000);

    [Fact]
    public void Encode_AnyNames_AreHeadersOrRejected() => Run.Holds(
        Gen.Select(Name, Name, GeneratedText.UpTo(20)),
        (one, other, value) =>
        {
            var names = new HashSet<string>(StringComparer.Ordinal) { one, other };
            try
            {
                var sent = UserMetadata.Encode(Metadata([.. names.Select(name => (name, value))]));
                return sent.All(entry => IsName(entry.Key))
                    && sent.Select(entry => entry.Key).Order(StringComparer.Ordinal)
                        .SequenceEqual(names.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
            }
            catch (UploadRejectedException rejection)
            {
                return IsHeaderRejection(rejection)
                    && (!names.All(IsName)
                        || (names.Count == 2 && one.Equals(other, StringComparison.OrdinalIgnoreCase))
                        || names.Sum(name => name.Length + LongestSent(value)) > MaxBytes);
            }
        });

    private static Dictionary<string, string> Metadata(params (string Name, string Value)[] entries) =>
        entries.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);

    private static string Decoded(string name, string stored) =>
        UserMetadata.Decode(new MetadataCollection { ["n"] = stored })[name];

    private static bool IsHeaderSafe(string sent) =>
        sent.Length > 0 && sent.All(c => c is >= ' ' and <= '~') && sent[0] != ' ' && sent[^1] != ' ';

    private static bool IsName(string name) =>
        Token().IsMatch(name) && !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsHeaderRejection(UploadRejectedException rejection) =>
        rejection.Reason == UploadRejectionReason.InvalidHeader
            && !rejection.Message.Any(char.IsControl)
            && !HasHalfACharacter(rejection.Message);

    // Read rune by rune, half a pair becomes U+FFFD.
    private static bool HasHalfACharacter(string text) => string.Concat(text.EnumerateRunes()) != text;

    private static int LongestSent(string value) =>
        Math.Max(value.Length, ((Encoding.UTF8.GetByteCount(value) / BytesPerWord) + 1) * WordLength);

    [GeneratedRegex(
        @"\A=\?UTF-8\?B\?[A-Za-z0-9+/]*={0,2}\?=( =\?UTF-8\?B\?[A-Za-z0-9+/]*={0,2}\?=)*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // RFC 9110, section 5.6.2.
    [GeneratedRegex(@"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
