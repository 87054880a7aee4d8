namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// Maps a request to an S3 operation by its method, its bucket and key, and the sub-resource in its query.
/// </summary>
internal static class Grammar
{
    /// <summary>The supported sub-resources, the most specific first: an upload ID outranks a part number.</summary>
    private static readonly string[] Supported =
    [
        "uploadId", "uploads", "tagging", "cors", "delete", "lifecycle", "policy", "publicAccessBlock", "versioning",
        "encryption", "ownershipControls", "acl", "attributes", "policyStatus", "versions", "list-type", "location",
    ];

    /// <summary>The sub-resources that this server does not support.</summary>
    private static readonly string[] NotImplemented =
    [
        "abac", "accelerate", "analytics", "annotation", "intelligent-tiering", "inventory", "legal-hold", "logging",
        "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock", "renameObject",
        "replication", "requestPayment", "restore", "retention", "select", "session", "torrent", "website",
    ];

    internal static S3Operation Match(string method, RequestTarget target, bool isCopy)
    {
        var query = target.Query;
        if (Array.Exists(NotImplemented, query.Has))
        {
            throw new S3Exception(S3Error.NotImplemented);
        }

        var level = target.Bucket.Length == 0 ? "service" : target.Key.Length == 0 ? "bucket" : "object";
        var resource = Array.Find(Supported, query.Has)
            ?? (level == "object" && query.Has("partNumber") ? "partNumber" : "");
        return (level, method, resource) switch
        {
            ("service", "GET", "") => S3Operation.ListBuckets,

            ("bucket", "PUT", "") => S3Operation.CreateBucket,
            ("bucket", "HEAD", "") => S3Operation.HeadBucket,
            ("bucket", "DELETE", "") => S3Operation.DeleteBucket,
            ("bucket", "GET", "location") => S3Operation.GetBucketLocation,
            ("bucket", "GET", "") => S3Operation.ListObjects,
            ("bucket", "GET", "list-type") => S3Operation.ListObjectsV2,
            ("bucket", "GET", "uploads") => S3Operation.ListMultipartUploads,
            ("bucket", "POST", "delete") => S3Operation.DeleteObjects,
            ("bucket", "POST", "") => S3Operation.PostObject,
            ("bucket", "PUT", "cors") => S3Operation.PutBucketCors,
            ("bucket", "GET", "cors") => S3Operation.GetBucketCors,
            ("bucket", "DELETE", "cors") => S3Operation.DeleteBucketCors,
            ("bucket", "PUT", "lifecycle") => S3Operation.PutBucketLifecycleConfiguration,
            ("bucket", "GET", "lifecycle") => S3Operation.GetBucketLifecycleConfiguration,
            ("bucket", "DELETE", "lifecycle") => S3Operation.DeleteBucketLifecycle,
            ("bucket", "PUT", "policy") => S3Operation.PutBucketPolicy,
            ("bucket", "GET", "policy") => S3Operation.GetBucketPolicy,
            ("bucket", "DELETE", "policy") => S3Operation.DeleteBucketPolicy,
            ("bucket", "PUT", "publicAccessBlock") => S3Operation.PutPublicAccessBlock,
            ("bucket", "GET", "publicAccessBlock") => S3Operation.GetPublicAccessBlock,
            ("bucket", "DELETE", "publicAccessBlock") => S3Operation.DeletePublicAccessBlock,
            ("bucket", "PUT", "versioning") => S3Operation.PutBucketVersioning,
            ("bucket", "GET", "versioning") => S3Operation.GetBucketVersioning,
            ("bucket", "PUT", "encryption") => S3Operation.PutBucketEncryption,
            ("bucket", "GET", "encryption") => S3Operation.GetBucketEncryption,
            ("bucket", "DELETE", "encryption") => S3Operation.DeleteBucketEncryption,
            ("bucket", "PUT", "ownershipControls") => S3Operation.PutBucketOwnershipControls,
            ("bucket", "GET", "ownershipControls") => S3Operation.GetBucketOwnershipControls,
            ("bucket", "DELETE", "ownershipControls") => S3Operation.DeleteBucketOwnershipControls,
            ("bucket", "GET", "versions") => S3Operation.ListObjectVersions,
            ("bucket", "GET", "acl") => S3Operation.GetBucketAcl,
            ("bucket", "PUT", "acl") => S3Operation.PutBucketAcl,
            ("bucket", "GET", "policyStatus") => S3Operation.GetBucketPolicyStatus,
            ("bucket", "PUT", "tagging") => S3Operation.PutBucketTagging,
            ("bucket", "GET", "tagging") => S3Operation.GetBucketTagging,
            ("bucket", "DELETE", "tagging") => S3Operation.DeleteBucketTagging,

            ("object", "PUT", "") when isCopy => S3Operation.CopyObject,
            ("object", "PUT", "") => S3Operation.PutObject,
            ("object", "GET", "" or "partNumber") => S3Operation.GetObject,
            ("object", "HEAD", "" or "partNumber") => S3Operation.HeadObject,
            ("object", "GET", "attributes") => S3Operation.GetObjectAttributes,
            ("object", "GET", "acl") => S3Operation.GetObjectAcl,
            ("object", "PUT", "acl") => S3Operation.PutObjectAcl,
            ("object", "DELETE", "") => S3Operation.DeleteObject,
            ("object", "PUT", "tagging") => S3Operation.PutObjectTagging,
            ("object", "GET", "tagging") => S3Operation.GetObjectTagging,
            ("object", "DELETE", "tagging") => S3Operation.DeleteObjectTagging,
            ("object", "POST", "uploads") => S3Operation.CreateMultipartUpload,
            ("object", "PUT", "uploadId") when isCopy => S3Operation.UploadPartCopy,
            ("object", "PUT", "uploadId") => S3Operation.UploadPart,
            ("object", "POST", "uploadId") => S3Operation.CompleteMultipartUpload,
            ("object", "DELETE", "uploadId") => S3Operation.AbortMultipartUpload,
            ("object", "GET", "uploadId") => S3Operation.ListParts,

            _ => throw new S3Exception(
                S3Error.MethodNotAllowed, null, ("Method", method), ("ResourceType", level.ToUpperInvariant())),
        };
    }
}
