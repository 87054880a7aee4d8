using System.Xml.Linq;

namespace Discovitas.S3.Local.Protocol;

/// <summary>An object's tags: at most 10, as a header (<c>a=1&amp;b=2</c>) or as XML.</summary>
internal static class TagSet
{
    private const int Most = 10;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    public static Dictionary<string, string> Of(S3Request request) =>
        Checked(new QueryParameters(request.Header("x-amz-tagging") ?? "").Pairs);

    public static Dictionary<string, string> Parse(byte[] document)
    {
        var set = XmlRequest.Children(XmlRequest.Parse(document, "Tagging"), "TagSet").FirstOrDefault()
            ?? throw new S3Exception(S3Error.MalformedXml);
        return Checked(XmlRequest.Children(set, "Tag").Select(tag => (
            XmlRequest.Value(tag, "Key") ?? throw new S3Exception(S3Error.MalformedXml),
            XmlRequest.Value(tag, "Value") ?? throw new S3Exception(S3Error.MalformedXml))));
    }

    public static XElement ToXml(IReadOnlyDictionary<string, string> tags) => Answer.Element("Tagging", Answer.Element("TagSet",
        tags.Select(tag => Answer.Element("Tag", Answer.Element("Key", tag.Key), Answer.Element("Value", tag.Value)))));

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
                throw new S3Exception(S3Error.InvalidTag, "Cannot provide multiple Tags with the same key", ("TagKey", key));
            }
        }

        return tags.Count <= Most ? tags : throw new S3Exception(S3Error.InvalidTag, "Object tags cannot be greater than 10");
    }
}
