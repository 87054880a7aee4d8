using Amazon;

namespace Discovitas.S3.Setup;

/// <summary>The names of resources in policies (IAM User Guide, "Amazon Resource Names").</summary>
internal static class Arn
{
    internal static string Bucket(S3Settings settings) => $"arn:{Partition(settings)}:s3:::{settings.Bucket}";

    internal static string Files(S3Settings settings, string prefix) => $"{Bucket(settings)}/{prefix}*";

    /// <summary>
    /// Returns the KMS key; all keys if the settings name none, because the account's own has no name.
    /// </summary>
    internal static string KmsKey(S3Settings settings) => settings.KmsKeyId switch
    {
        null => "*",
        var id when id.StartsWith("arn:", StringComparison.Ordinal) => id,
        var id => $"arn:{Partition(settings)}:kms:{settings.Region}:{settings.ExpectedBucketOwner ?? "*"}:" +
            (id.StartsWith("alias/", StringComparison.Ordinal) ? "key/*" : $"key/{id}"),
    };

    // Other stores use the partition of Amazon's public regions.
    private static string Partition(S3Settings settings) => settings.ServiceUrl is null && settings.Region is { } region
        ? RegionEndpoint.GetBySystemName(region).PartitionName
        : "aws";
}
