using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Documents;

/// <summary>A kind of document that configures a bucket.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="Missing">The error for a bucket that has none.</param>
/// <param name="Default">The document of a bucket that has none; <see langword="null"/> if that is an error.</param>
internal sealed record BucketDocument(string File, string ContentType, S3Error Missing, string? Default = null)
{
    private const string Xml = "application/xml";
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    internal static readonly BucketDocument Lifecycle = new(
        "lifecycle.xml", Xml, S3Error.NoSuchLifecycleConfiguration);

    internal static readonly BucketDocument Policy = new(
        "policy.json", "application/json", S3Error.NoSuchBucketPolicy);

    internal static readonly BucketDocument PublicAccessBlock = new(
        "public-access-block.xml", Xml, S3Error.NoSuchPublicAccessBlockConfiguration);

    internal static readonly BucketDocument Versioning = new(
        "versioning.xml", Xml, S3Error.MethodNotAllowed, $"<VersioningConfiguration xmlns=\"{Namespace}\"/>");

    // S3 has encrypted every object since 2023.
    internal static readonly BucketDocument Encryption = new(
        "encryption.xml",
        Xml,
        S3Error.MethodNotAllowed,
        $"<ServerSideEncryptionConfiguration xmlns=\"{Namespace}\"><Rule><ApplyServerSideEncryptionByDefault>" +
        "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>" +
        "<BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>");

    internal static readonly BucketDocument Tagging = new(
        "tagging.xml", Xml, new S3Error("NoSuchTagSet", 404, "The TagSet does not exist"));

    internal static readonly BucketDocument OwnershipControls = new(
        "ownership.xml",
        Xml,
        new S3Error("OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found"));

    internal static readonly BucketDocument Acl = new("acl.xml", Xml, S3Error.MethodNotAllowed);
}
