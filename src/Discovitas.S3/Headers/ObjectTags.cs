using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>The rules of object tags (Amazon S3, "Categorizing your storage using tags").</summary>
internal static class ObjectTags
{
    private const int MaxTags = 10;
    private const int MaxNameLength = 128;
    private const int MaxValueLength = 256;

    internal static IReadOnlyList<KeyValuePair<string, string>> Check(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null)
        {
            return [];
        }

        if (tags.Count > MaxTags)
        {
            throw HeaderText.Invalid($"There are {tags.Count} tags, and S3 takes {MaxTags}. Give fewer.");
        }

        foreach (var (name, value) in tags)
        {
            if (name.Length is 0 or > MaxNameLength || value is null or { Length: > MaxValueLength } || !(name + value).All(IsAllowed)
                || name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw HeaderText.Invalid($"The tag {LogSafe.Quote(name)} is not allowed: a name of 1 to {MaxNameLength} and a value of up to {MaxValueLength} letters, digits, spaces or any of + - = . _ : / @, and not beginning with aws:.", LogSafe.Quote(name));
            }
        }

        return [.. tags];
    }

    private static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || " +-=._:/@".Contains(c, StringComparison.Ordinal);
}
