using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Lifecycle;

/// <summary>
/// Reads and checks a lifecycle configuration. It is stored as it was sent, so that what this server does not carry out
/// is returned too. See https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
/// </summary>
internal static class LifecycleDocument
{
    private const string Root = "LifecycleConfiguration";
    private const int MaxRules = 1000;
    private const int MaxIdLength = 255;

    private static readonly string[] Actions =
    [
        "Expiration", "AbortIncompleteMultipartUpload", "Transition", "NoncurrentVersionExpiration",
        "NoncurrentVersionTransition",
    ];

    internal static LifecycleRule[] Parse(byte[] document) =>
        [.. S3Xml.Children(S3Xml.Parse(document, Root), "Rule").Select(LifecycleRule.Parse)];

    /// <summary>Checks the document and returns it with an ID for every rule.</summary>
    internal static byte[] Complete(byte[] document)
    {
        var root = S3Xml.Parse(document, Root);
        var elements = S3Xml.Children(root, "Rule").ToList();
        if (elements.Count is 0 or > MaxRules || !elements.TrueForAll(HasAction))
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        foreach (var rule in elements.Where(rule => string.IsNullOrEmpty(S3Xml.Value(rule, "ID"))))
        {
            S3Xml.Children(rule, "ID").Remove();
            rule.AddFirst(new XElement(rule.Name.Namespace + "ID", Guid.NewGuid().ToString("N")));
        }

        var ids = elements.ConvertAll(rule => LifecycleRule.Parse(rule).Id);
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, "Rule ID must be unique. Found same ID for more than one rule");
        }

        return ids.TrueForAll(id => id.Length <= MaxIdLength)
            ? S3Xml.ToBytes(root)
            : throw new S3Exception(S3Error.InvalidArgument, "ID length should not exceed allowed limit of 255");
    }

    private static bool HasAction(XElement rule) =>
        Array.Exists(Actions, action => S3Xml.Children(rule, action).Any());
}
