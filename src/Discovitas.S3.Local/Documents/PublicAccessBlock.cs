using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Documents;

/// <summary>
/// The settings that override public bucket policies.
/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
/// </summary>
/// <param name="BlocksPolicies">Whether a policy that makes the bucket public is rejected.</param>
/// <param name="RestrictsBuckets">Whether such a policy has no effect.</param>
internal sealed record PublicAccessBlock(bool BlocksPolicies, bool RestrictsBuckets)
{
    private const string Root = "PublicAccessBlockConfiguration";

    private static readonly string[] Names =
        ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

    internal static async Task<PublicAccessBlock> ReadAsync(
        FolderStore store, string bucket, CancellationToken cancellationToken)
    {
        var document = await store.Documents
            .FindAsync(bucket, BucketDocument.PublicAccessBlock.File, cancellationToken)
            .ConfigureAwait(false);
        return document is null ? new(false, false) : Parse(document);
    }

    /// <summary>Checks a document and returns it.</summary>
    internal static byte[] Checked(byte[] document)
    {
        Parse(document);
        return document;
    }

    private static PublicAccessBlock Parse(byte[] document)
    {
        var root = S3Xml.Parse(document, Root);
        var isSet = Names.ToDictionary(name => name, name => IsTrue(S3Xml.Value(root, name)));
        return new PublicAccessBlock(isSet["BlockPublicPolicy"], isSet["RestrictPublicBuckets"]);
    }

    private static bool IsTrue(string? text) => text switch
    {
        null or "false" or "FALSE" => false,
        "true" or "TRUE" => true,
        _ => throw new S3Exception(S3Error.MalformedXml),
    };
}
