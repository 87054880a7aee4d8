namespace Discovitas.S3.Local.Protocol;

/// <summary>Reads and writes the tags of an object: at most 10, in a header (<c>a=1&amp;b=2</c>) or in XML.</summary>
internal static class TagSet
{
    internal const int Most = 10;
    private const string Header = "x-amz-tagging";
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    internal static Dictionary<string, string> From(S3Request request)
    {
        var header = request.Header(Header) ?? "";
        return Checked(Pairs(header), () => Malformed(header));
    }

    internal static Dictionary<string, string> Parse(byte[] document)
    {
        var set = S3Xml.Children(S3Xml.Parse(document, "Tagging"), "TagSet").FirstOrDefault()
            ?? throw new S3Exception(S3Error.MalformedXml);
        return Read(S3Xml.Children(set, "Tag"));
    }

    /// <summary>Reads the elements of at most 10 tags.</summary>
    internal static Dictionary<string, string> Read(IEnumerable<XElement> elements)
    {
        var pairs = elements.Select(tag => (
            S3Xml.Value(tag, "Key") ?? throw new S3Exception(S3Error.MalformedXml),
            S3Xml.Value(tag, "Value") ?? throw new S3Exception(S3Error.MalformedXml)));
        return Checked(pairs, duplicate: null);
    }

    internal static XElement ToXml(IReadOnlyDictionary<string, string> tags) => S3Xml.Element("Tagging",
        S3Xml.Element("TagSet", tags.Select(tag =>
            S3Xml.Element("Tag", S3Xml.Element("Key", tag.Key), S3Xml.Element("Value", tag.Value)))));

    private static List<(string Key, string Value)> Pairs(string header)
    {
        try
        {
            var pairs = new QueryParameters(header).Pairs;
            return pairs.Any(pair => pair.Name.Length == 0) ? throw Malformed(header) : [.. pairs];
        }
        catch (S3Exception invalid) when (invalid.Error == S3Error.InvalidUri)
        {
            throw Malformed(header);
        }
    }

    private static S3Exception Malformed(string header) => new(
        S3Error.InvalidArgument,
        $"The header '{Header}' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name " +
        "duplicates.",
        ("ArgumentName", Header),
        ("ArgumentValue", header));

    /// <summary>Returns the tags, or throws. What a duplicate is depends on where the tags are.</summary>
    private static Dictionary<string, string> Checked(
        IEnumerable<(string Key, string Value)> pairs, Func<S3Exception>? duplicate)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            Check(key, value);
            if (!tags.TryAdd(key, value))
            {
                throw duplicate?.Invoke() ?? new S3Exception(
                    S3Error.InvalidTag, "Cannot provide multiple Tags with the same key", ("TagKey", key));
            }
        }

        return tags.Count <= Most
            ? tags
            : throw new S3Exception(S3Error.BadRequest, "Object tags cannot be greater than 10");
    }

    private static void Check(string key, string value)
    {
        if (key.Length is 0 or > LongestKey || !key.EnumerateRunes().All(IsAllowed))
        {
            throw new S3Exception(
                S3Error.InvalidTag, "The TagKey you have provided is invalid", ("TagKey", key));
        }

        if (value.Length > LongestValue || !value.EnumerateRunes().All(IsAllowed))
        {
            throw new S3Exception(
                S3Error.InvalidTag, "The TagValue you have provided is invalid", ("TagKey", key), ("TagValue", value));
        }

        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Exception(
                S3Error.InvalidTag, "System tags cannot be added/updated by requester", ("TagKey", key));
        }
    }

    // See https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
    private static bool IsAllowed(Rune one) =>
        Rune.IsLetterOrDigit(one)
        || Rune.GetUnicodeCategory(one) is UnicodeCategory.SpaceSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || (one.IsAscii && "_.:/=+-@".Contains((char)one.Value, StringComparison.Ordinal));
}
