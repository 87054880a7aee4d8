using System.Text;
using Discovitas.S3.Rules;

namespace Discovitas.S3.Writing;

/// <summary>
/// User metadata as headers carry it: what is not plain ASCII goes as RFC 2047 encoded words, as S3 itself shows such values, and comes
/// back as it was.
/// </summary>
internal static class UserMetadata
{
    // Amazon S3, "User-defined object metadata": 2 KB, names and values together.
    private const int MaxBytes = 2048;

    private const string Prefix = "x-amz-meta-";

    // RFC 2047, section 2: at most 75 characters in a word, of which 12 are the frame; base64 makes 4 of 3 bytes.
    private const int BytesPerWord = (75 - 12) / 4 * 3;
    private const string Opening = "=?UTF-8?B?";
    private const string Closing = "?=";

    internal static IReadOnlyList<KeyValuePair<string, string>> Encode(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null || metadata.Count == 0)
        {
            return [];
        }

        var encoded = new Dictionary<string, string>(metadata.Count, StringComparer.Ordinal);
        foreach (var (name, value) in metadata)
        {
            var lower = CheckedName(name);
            HeaderText.RequireNoControls($"The metadata '{lower}' with the value", value);
            if (!encoded.TryAdd(lower, IsSafe(value) ? value : Words(value)))
            {
                throw HeaderText.Invalid($"The metadata '{lower}' is given twice, in different case. Names are the same in any case: give it once.");
            }
        }

        var size = encoded.Sum(entry => entry.Key.Length + entry.Value.Length);
        return size <= MaxBytes
            ? [.. encoded]
            : throw HeaderText.Invalid($"The metadata is {size} bytes as sent, and S3 takes {MaxBytes}. Keep less with the file, or keep it in a database under the key.");
    }

    internal static Dictionary<string, string> Decode(Amazon.S3.Model.MetadataCollection metadata)
    {
        var decoded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in metadata.Keys)
        {
            var plain = name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? name[Prefix.Length..] : name;
            decoded[plain] = DecodeWords(metadata[name] ?? "");
        }

        return decoded;
    }

    private static string CheckedName(string name) => HeaderText.IsToken(name)
        ? name.ToLowerInvariant()
        : throw HeaderText.Invalid($"The metadata name {Shown.Of(name)} is not an HTTP token. Use ASCII letters, digits and hyphens.", Shown.Of(name));

    // What looks like an encoded word must be encoded, or it would come back decoded; an empty header is dropped by some stores.
    private static bool IsSafe(string value) =>
        value.Length > 0 && HeaderText.IsPlain(value) && !value.Contains("=?", StringComparison.Ordinal);

    private static string Words(string value)
    {
        var words = new StringBuilder();
        var bytes = new byte[BytesPerWord];
        var rest = value.AsSpan();
        do
        {
            // Whole characters only: each word must decode by itself (RFC 2047, section 5).
            Encoding.UTF8.GetEncoder().Convert(rest, bytes, flush: true, out var chars, out var count, out _);
            words.Append(words.Length == 0 ? "" : " ").Append(Opening).Append(Convert.ToBase64String(bytes, 0, count)).Append(Closing);
            rest = rest[chars..];
        }
        while (!rest.IsEmpty);
        return words.ToString();
    }

    private static string DecodeWords(string value)
    {
        var decoded = new StringBuilder();
        foreach (var word in value.Split(' '))
        {
            if (!TryDecode(word, decoded))
            {
                return value;
            }
        }

        return decoded.ToString();
    }

    private static bool TryDecode(string word, StringBuilder decoded)
    {
        if (!word.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) || !word.EndsWith(Closing, StringComparison.Ordinal)
            || word.Length < Opening.Length + Closing.Length)
        {
            return false;
        }

        var text = word[Opening.Length..^Closing.Length];
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count))
        {
            return false;
        }

        decoded.Append(Encoding.UTF8.GetString(bytes, 0, count));
        return true;
    }
}
