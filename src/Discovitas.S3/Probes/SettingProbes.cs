using Discovitas.S3.Addressing;

namespace Discovitas.S3.Probes;

/// <summary>Looks at the settings alone.</summary>
internal static class SettingProbes
{
    private const int ShortestName = 3;

    internal static readonly Probe[] All =
    [
        new("settings", "Names in the section that are no settings.", (context, _) => Task.FromResult(Names(context))),
        new("bucket-name", "S3:Bucket by the rules of S3.", (context, _) => Task.FromResult(Bucket(context.Settings))),
        new("address-style", "The bucket in the host name or in the path (S3:ForcePathStyle).",
            (context, _) => Task.FromResult(Style(context.Settings)))
        { Needs = ["bucket-name"] },
    ];

    private static ProbeResult Names(ProbeContext context) => context.Settings.Warnings is { Count: > 0 } warnings
        ? ProbeResult.Warning(string.Join(' ', warnings), "Correct the names, or remove them from the section.")
        : ProbeResult.Ok("Every name in the section is a setting.");

    private static ProbeResult Bucket(S3Settings settings)
    {
        const string Rule = "S3 allows 3 to 63 characters, and no name that starts with xn-- or ends with -s3alias.";
        var name = settings.Bucket!;
        return name.Length < ShortestName
            || name.StartsWith("xn--", StringComparison.Ordinal)
            || name.EndsWith("-s3alias", StringComparison.Ordinal)
                ? ProbeResult.Failed($"No bucket has the name {name}. {Rule}", "Set S3:Bucket to the bucket's name.")
                : ProbeResult.Ok($"A bucket can have the name {name}.");
    }

    // A TLS wildcard covers one label (RFC 6125, section 6.4.3).
    private static ProbeResult Style(S3Settings settings)
    {
        var isPath = ObjectAddresses.UsesPathStyle(settings);
        var isSecure = !settings.SignsPayload;
        return !isPath && isSecure && settings.Bucket!.Contains('.', StringComparison.Ordinal)
            ? ProbeResult.Failed(
                "The bucket's name has a dot and is in the host name, which no certificate of the store covers.",
                "Set S3:ForcePathStyle to true, or leave it out.")
            : ProbeResult.Ok(isPath ? "The bucket is in the path." : "The bucket is in the host name.");
    }
}
