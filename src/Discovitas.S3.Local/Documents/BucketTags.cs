using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Documents;

/// <summary>Checks the tags of a bucket: at most 50.</summary>
internal static class BucketTags
{
    private const int Most = 50;

    /// <summary>Checks a document and returns what is stored.</summary>
    internal static byte[] Checked(byte[] document)
    {
        var root = S3Xml.Parse(document, "Tagging");
        var set = S3Xml.Children(root, "TagSet").FirstOrDefault() ?? throw new S3Exception(S3Error.MalformedXml);
        var tags = S3Xml.Children(set, "Tag").ToArray();
        if (tags.Length > Most)
        {
            throw new S3Exception(S3Error.InvalidTag, $"Bucket tag count cannot be greater than {Most}");
        }

        // The rules for one tag are those of objects.
        foreach (var group in tags.Chunk(TagSet.Most))
        {
            TagSet.Read(group);
        }

        var keys = tags.Select(tag => S3Xml.Value(tag, "Key")).ToArray();
        return keys.Distinct().Count() == keys.Length
            ? S3Xml.ToBytes(root)
            : throw new S3Exception(S3Error.InvalidTag, "Cannot provide multiple Tags with the same key");
    }
}
