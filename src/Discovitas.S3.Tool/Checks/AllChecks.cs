namespace Discovitas.S3.Tool.Checks;

/// <summary>All checks, in their order: what others need comes first.</summary>
internal static class AllChecks
{
    internal static readonly IReadOnlyList<Check> InOrder =
    [
        .. AddressChecks.All,
        .. ObjectChecks.All,
        .. IntegrityChecks.All,
        .. ReadChecks.All,
        .. MultipartChecks.All,
        .. ConditionChecks.All,
        .. CopyChecks.All,
        .. TagChecks.All,
        .. SignedUrlChecks.All,
        .. FormChecks.All,
        .. ServiceChecks.All,
        .. BucketChecks.All,
    ];
}
