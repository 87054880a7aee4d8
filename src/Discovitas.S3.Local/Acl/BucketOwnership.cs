using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Acl;

/// <summary>
/// The object ownership of buckets: as a client has set it, or else as the options say. An empty document means that a
/// client has deleted it.
/// </summary>
internal sealed class BucketOwnership(LocalS3Options options, FolderStore store)
{
    private const string Root = "OwnershipControls";

    /// <summary>
    /// Returns the object ownership, or <see langword="null"/> if it was deleted, which allows ACLs too.
    /// </summary>
    internal async Task<LocalS3ObjectOwnership?> FindAsync(string bucket, CancellationToken cancellationToken)
    {
        var document = await store.Documents
            .FindAsync(bucket, BucketDocument.OwnershipControls.File, cancellationToken)
            .ConfigureAwait(false);
        return document switch
        {
            null => options.ObjectOwnership,
            [] => null,
            _ => Parse(document),
        };
    }

    internal async Task<bool> IsEnforcedAsync(string bucket, CancellationToken cancellationToken) =>
        await FindAsync(bucket, cancellationToken).ConfigureAwait(false) is LocalS3ObjectOwnership.BucketOwnerEnforced;

    internal Task WriteAsync(string bucket, LocalS3ObjectOwnership? ownership) => store.Documents.WriteAsync(
        bucket,
        BucketDocument.OwnershipControls.File,
        ownership is { } value ? S3Xml.ToBytes(ToXml(value)) : []);

    internal static LocalS3ObjectOwnership Parse(byte[] document)
    {
        var rules = S3Xml.Children(S3Xml.Parse(document, Root), "Rule").ToArray();
        return rules is [var rule]
            ? Parse(S3Xml.Value(rule, "ObjectOwnership")) ?? throw new S3Exception(S3Error.MalformedXml)
            : throw new S3Exception(S3Error.MalformedXml);
    }

    /// <summary>Reads the name of an object ownership, or returns <see langword="null"/>.</summary>
    internal static LocalS3ObjectOwnership? Parse(string? name) => name switch
    {
        nameof(LocalS3ObjectOwnership.BucketOwnerEnforced) => LocalS3ObjectOwnership.BucketOwnerEnforced,
        nameof(LocalS3ObjectOwnership.BucketOwnerPreferred) => LocalS3ObjectOwnership.BucketOwnerPreferred,
        nameof(LocalS3ObjectOwnership.ObjectWriter) => LocalS3ObjectOwnership.ObjectWriter,
        _ => null,
    };

    internal static XElement ToXml(LocalS3ObjectOwnership ownership) => S3Xml.Element(Root,
        S3Xml.Element("Rule", S3Xml.Element("ObjectOwnership", ownership)));
}
