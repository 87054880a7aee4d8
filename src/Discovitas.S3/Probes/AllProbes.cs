namespace Discovitas.S3.Probes;

/// <summary>All looks, in their order: what others need comes first.</summary>
internal static class AllProbes
{
    internal static readonly IReadOnlyList<Probe> InOrder =
    [
        .. SettingProbes.All,
        .. ConnectionProbes.All,
        .. CredentialProbes.All,
        .. SignedRequestProbes.All,
        .. BucketProbes.All,
        .. LifecycleProbes.All,
        .. RoundTripProbes.All,
        .. EncryptionProbes.All,
        .. CopyProbes.All,
        .. PublicProbes.All,
        .. MultipartProbes.All,
        .. DirectProbes.All,
        .. CorsProbes.All,
    ];

    /// <summary>What is found out after all looks.</summary>
    internal static readonly Probe CleanUp = new(
        "clean-up",
        "Whether the test files are removed.",
        (_, _) => throw new InvalidOperationException("This is found out at the end."));
}
