namespace Discovitas.S3.ClientTests.Comparing;

/// <content>Differences of calls on buckets.</content>
internal static partial class KnownDifferences
{
    private static IReadOnlyList<KnownDifference> OfBuckets =>
    [
        new("`Location` of a new bucket", "`/` and its name", "not sent", "as S3")
        {
            Step = "^create the bucket",
            Member = "Location$",
            There = Nothing,
        },
        new("Region of a bucket", "`us-east-1`, which GetBucketLocation writes as nothing", "`default`", "as S3")
        {
            Member = "(LocationConstraint|Location|BucketRegion|x-amz-bucket-region)$",
        },
        new("Settings of a new bucket: encryption, ownership, public access, policy status",
            "S3's defaults, or S3's error if there are none", "none", "as S3")
        {
            Step = "(?i)encryption|ownership_?controls|public_access_block|policy_?status",
            IsOfWholeAnswer = true,
        },
        new("Website, notifications, logging, request payment, replication, object lock", "`501 NotImplemented`",
            "empty, or an error", "not supported")
        {
            Step = "^get_(bucket_(website|notification_configuration|logging|request_payment|replication)"
                + "|object_lock_configuration)$",
            IsOfWholeAnswer = true,
        },
        new("A tag twice", "`400 InvalidTag`", "accepted", "as S3")
        {
            Step = "^put a tag twice$",
            IsOfWholeAnswer = true,
        },
        new("The AWS command line, where an error has no text", "shows the error", "fails itself",
            "it expects a text")
        {
            Step = "^cp into a missing bucket$",
            Member = "Error",
        },
    ];
}
