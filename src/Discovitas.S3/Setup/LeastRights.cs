namespace Discovitas.S3.Setup;

/// <summary>
/// The rights that the app needs, by the operations that it calls (Service Authorization Reference, "Actions for Amazon
/// S3").
/// </summary>
internal static class LeastRights
{
    private static readonly string[] Files =
    [
        "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject",
    ];

    private static readonly string[] Tags = ["s3:GetObjectTagging", "s3:PutObjectTagging"];

    // Without s3:ListBucket, S3 answers AccessDenied for a file that is missing.
    private static readonly string[] Bucket = ["s3:ListBucket", "s3:ListBucketMultipartUploads"];

    private static readonly string[] Setup =
    [
        "s3:GetBucketCORS", "s3:GetLifecycleConfiguration", "s3:PutBucketCORS", "s3:PutLifecycleConfiguration",
    ];

    private static readonly string[] Diagnosis =
    [
        "s3:GetBucketOwnershipControls", "s3:GetBucketPublicAccessBlock", "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration",
    ];

    internal static string ToJson(S3Settings settings, SetupOptions options) =>
        PolicyJson.Write(Statements(settings, options));

    /// <summary>Returns a policy with one right on the bucket, or on the app's files.</summary>
    internal static string ToJson(S3Settings settings, string right) => PolicyJson.Write(
    [
        right.StartsWith("kms:", StringComparison.Ordinal)
            ? new PolicyStatement("Encryption", [right], [Arn.KmsKey(settings)])
            : IsOfFiles(right)
                ? new PolicyStatement("Files", [right], FilesOf(settings))
                : new PolicyStatement("Bucket", [right], [Arn.Bucket(settings)]),
    ]);

    private static IEnumerable<PolicyStatement> Statements(S3Settings settings, SetupOptions options)
    {
        yield return new PolicyStatement("Files", Join(Files, options.Tags ? Tags : []), FilesOf(settings));
        var bucket = Join(Bucket, options.AppliesSetup ? Setup : [], options.Diagnoses ? Diagnosis : []);
        yield return new PolicyStatement("Bucket", bucket, [Arn.Bucket(settings)]);
        if (settings.ServerSideEncryption?.StartsWith("aws:kms", StringComparison.Ordinal) == true)
        {
            yield return new PolicyStatement(
                "Encryption", ["kms:Decrypt", "kms:GenerateDataKey"], [Arn.KmsKey(settings)]);
        }
    }

    private static string[] FilesOf(S3Settings settings) =>
        [Arn.Files(settings, settings.KeyPrefix), Arn.Files(settings, settings.PendingPrefix)];

    private static bool IsOfFiles(string right) => Files.Contains(right) || Tags.Contains(right);

    private static string[] Join(params string[][] rights) =>
        [.. rights.SelectMany(some => some).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
