using System.Security;
using Amazon.S3.Model;
using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// The rules of object tags (Amazon S3, "Categorizing your storage using tags"), and the forms in which they are sent.
/// </summary>
internal static class ObjectTags
{
    private const int MaxTags = 10;
    private const int MaxNameLength = 128;
    private const int MaxValueLength = 256;

    private const string Rule =
        "A name has 1 to 128 and a value up to 256 letters, digits, spaces or any of + - = . _ : / @, and no name " +
        "begins with aws:";

    /// <exception cref="UploadRejectedException">A tag breaks a rule, or there are too many.</exception>
    internal static IReadOnlyList<KeyValuePair<string, string>> Check(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null)
        {
            return [];
        }

        if (tags.Count > MaxTags)
        {
            throw HeaderText.Invalid($"The file has {tags.Count} tags, and S3 allows {MaxTags}. Use fewer.");
        }

        foreach (var (name, value) in tags)
        {
            if (!IsValid(name, value))
            {
                throw HeaderText.Invalid(
                    $"The tag {LogSafe.Quote(name)} is not allowed. {Rule}.", LogSafe.Quote(name));
            }
        }

        return [.. tags];
    }

    /// <summary>Returns the tags for a request of the SDK, or null for none.</summary>
    internal static List<Tag>? ToTagSet(IReadOnlyCollection<KeyValuePair<string, string>>? tags) =>
        tags is null or { Count: 0 } ? null : [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    /// <summary>Returns the value of the header <c>x-amz-tagging</c>: URL-encoded like a query.</summary>
    internal static string ToQuery(IEnumerable<KeyValuePair<string, string>> tags) =>
        string.Join('&', tags.Select(tag => $"{Uri.EscapeDataString(tag.Key)}={Uri.EscapeDataString(tag.Value)}"));

    /// <summary>
    /// Returns the value of the form field <c>tagging</c> (S3 operation "POST Object"): an XML document.
    /// </summary>
    internal static string ToXml(IEnumerable<KeyValuePair<string, string>> tags) =>
        $"<Tagging><TagSet>{string.Concat(tags.Select(Element))}</TagSet></Tagging>";

    private static string Element(KeyValuePair<string, string> tag) =>
        $"<Tag><Key>{SecurityElement.Escape(tag.Key)}</Key><Value>{SecurityElement.Escape(tag.Value)}</Value></Tag>";

    private static bool IsValid(string name, string? value) =>
        name.Length is > 0 and <= MaxNameLength
        && value is { Length: <= MaxValueLength }
        && name.All(IsAllowed) && value.All(IsAllowed)
        && !name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    private static bool IsAllowed(char c) =>
        char.IsLetterOrDigit(c) || " +-=._:/@".Contains(c, StringComparison.Ordinal);
}
