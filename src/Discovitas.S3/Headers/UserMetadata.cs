using Amazon.S3.Model;
using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// User metadata as headers carry it: a value that is not plain ASCII is sent as RFC 2047 encoded words, as S3 itself
/// returns such values, and decoded when it is read.
/// </summary>
internal static class UserMetadata
{
    internal const string Prefix = "x-amz-meta-";

    // Amazon S3, "User-defined object metadata": 2 KB for names and values together.
    private const int MaxBytes = 2048;

    /// <summary>Returns names in lower case, without the prefix, and values as they are sent.</summary>
    /// <exception cref="UploadRejectedException">A name or value is not allowed, or there is too much.</exception>
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
            if (!encoded.TryAdd(lower, CheckedValue(lower, value)))
            {
                throw HeaderText.Invalid(
                    $"The metadata '{lower}' occurs twice, in different case. Names are not case-sensitive: use each " +
                    "once.");
            }
        }

        var size = encoded.Sum(entry => entry.Key.Length + entry.Value.Length);
        return size <= MaxBytes
            ? [.. encoded]
            : throw HeaderText.Invalid(
                $"The metadata has {size} bytes as sent, and S3 allows {MaxBytes}. Store less with the file, or keep " +
                "it in a database under the key.");
    }

    internal static Dictionary<string, string> Decode(MetadataCollection metadata)
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
            throw HeaderText.Invalid(
                $"The metadata name {LogSafe.Quote(name)} is not an HTTP token. Use ASCII letters, digits and hyphens.",
                LogSafe.Quote(name));
        }

        return name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? throw HeaderText.Invalid(
                $"The metadata name {LogSafe.Quote(name)} begins with {Prefix}, which is added to every name. " +
                "Leave it out.",
                LogSafe.Quote(name))
            : name.ToLowerInvariant();
    }

    private static string CheckedValue(string name, string? value)
    {
        if (value is null)
        {
            throw HeaderText.Invalid($"The metadata '{name}' is null. Leave it out, or use an empty string.");
        }

        HeaderText.RequireNoControls($"The metadata '{name}' with the value", value);
        HeaderText.RequireUnicode($"The metadata '{name}' with the value", value);
        return IsSafe(value) ? value : EncodedWords.Encode(value);
    }

    // A value that looks like an encoded word would be decoded when it is read; some stores drop an empty header.
    private static bool IsSafe(string value) =>
        value.Length > 0 && HeaderText.IsPlain(value) && !value.Contains("=?", StringComparison.Ordinal);
}
