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

    internal static readonly BucketDocument Lifecycle = new(
        "lifecycle.xml", Xml, S3Error.NoSuchLifecycleConfiguration);

    internal static readonly BucketDocument Policy = new(
        "policy.json", "application/json", S3Error.NoSuchBucketPolicy);

    internal static readonly BucketDocument PublicAccessBlock = new(
        "public-access-block.xml", Xml, S3Error.NoSuchPublicAccessBlockConfiguration);

    internal static readonly BucketDocument Versioning = new(
        "versioning.xml", Xml, S3Error.MethodNotAllowed, "<VersioningConfiguration/>");

    // S3 has encrypted every object since 2023.
    internal static readonly BucketDocument Encryption = new(
        "encryption.xml",
        Xml,
        S3Error.MethodNotAllowed,
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256" +
        "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>");

    // The default of S3 since 2023.
    internal static readonly BucketDocument OwnershipControls = new(
        "ownership.xml",
        Xml,
        S3Error.MethodNotAllowed,
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
}
