namespace Discovitas.S3.Local.Protocol;

/// <summary>Reads and writes the tags of an object: at most 10, in a header (<c>a=1&amp;b=2</c>) or in XML.</summary>
internal static class TagSet
{
    internal const int Most = 10;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    internal static Dictionary<string, string> From(S3Request request) =>
        Checked(new QueryParameters(request.Header("x-amz-tagging") ?? "").Pairs);

    internal static Dictionary<string, string> Parse(byte[] document)
    {
        var set = S3Xml.Children(S3Xml.Parse(document, "Tagging"), "TagSet").FirstOrDefault()
            ?? throw new S3Exception(S3Error.MalformedXml);
        return Read(S3Xml.Children(set, "Tag"));
    }

    /// <summary>Reads the elements of at most 10 tags.</summary>
    internal static Dictionary<string, string> Read(IEnumerable<XElement> elements) =>
        Checked(elements.Select(tag => (
            S3Xml.Value(tag, "Key") ?? throw new S3Exception(S3Error.MalformedXml),
            S3Xml.Value(tag, "Value") ?? throw new S3Exception(S3Error.MalformedXml))));

    internal static XElement ToXml(IReadOnlyDictionary<string, string> tags) => S3Xml.Element("Tagging",
        S3Xml.Element("TagSet", tags.Select(tag =>
            S3Xml.Element("Tag", S3Xml.Element("Key", tag.Key), S3Xml.Element("Value", tag.Value)))));

    private static Dictionary<string, string> Checked(IEnumerable<(string Key, string Value)> pairs)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (key.Length is 0 or > LongestKey || value.Length > LongestValue)
            {
                throw new S3Exception(S3Error.InvalidTag, null, ("TagKey", key));
            }

            if (!tags.TryAdd(key, value))
            {
                throw new S3Exception(
                    S3Error.InvalidTag, "Cannot provide multiple Tags with the same key", ("TagKey", key));
            }
        }

        return tags.Count <= Most
            ? tags
            : throw new S3Exception(S3Error.InvalidTag, "Object tags cannot be greater than 10");
    }
}
