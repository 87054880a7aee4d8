using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// User metadata as headers carry it: what is not plain ASCII goes as RFC 2047 encoded words, as S3 itself shows such values, and comes
/// back as it was.
/// </summary>
internal static class UserMetadata
{
    // Amazon S3, "User-defined object metadata": 2 KB, names and values together.
    private const int MaxBytes = 2048;

    internal const string Prefix = "x-amz-meta-";

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
            if (value is null)
            {
                throw HeaderText.Invalid($"The metadata '{lower}' is null. Leave it out, or give it the empty text.");
            }

            HeaderText.RequireNoControls($"The metadata '{lower}' with the value", value);
            HeaderText.RequireUnicode($"The metadata '{lower}' with the value", value);
            if (!encoded.TryAdd(lower, IsSafe(value) ? value : EncodedWords.Encode(value)))
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
            decoded[plain] = EncodedWords.Decode(metadata[name] ?? "");
        }

        return decoded;
    }

    private static string CheckedName(string name)
    {
        if (!HeaderText.IsToken(name))
        {
            throw HeaderText.Invalid($"The metadata name {LogSafe.Quote(name)} is not an HTTP token. Use ASCII letters, digits and hyphens.", LogSafe.Quote(name));
        }

        return name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? throw HeaderText.Invalid($"The metadata name {LogSafe.Quote(name)} begins with {Prefix}, which is put before every name. Leave it out.", LogSafe.Quote(name))
            : name.ToLowerInvariant();
    }

    // What looks like an encoded word must be encoded, or it would come back decoded; an empty header is dropped by some stores.
    private static bool IsSafe(string value) =>
        value.Length > 0 && HeaderText.IsPlain(value) && !value.Contains("=?", StringComparison.Ordinal);
}
