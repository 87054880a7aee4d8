using System.Net;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Configuration;

/// <summary>
/// The rules of <see cref="S3Settings"/> that no attribute can express. Each problem is a sentence that names the
/// setting.
/// </summary>
internal static class SettingRules
{
    // Leaves room for a folder in the 1,024 bytes of a key.
    private const int MaxPrefixLength = 512;

    private const string BothOrNeither = "Set both, or neither to use the machine's own credentials.";

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    internal static IEnumerable<string> Problems(S3Settings settings)
    {
        string?[] problems =
        [
            Bucket(settings),
            Credentials(settings),
            Secret("AccessKeyId", settings.AccessKeyId),
            Secret("SecretAccessKey", settings.SecretAccessKey),
            Secret("SessionToken", settings.SessionToken),
            Secret("KmsKeyId", settings.KmsKeyId),
            Prefix(settings),
            PendingPrefix(settings),
            Size(settings),
            PartSize(settings),
            MaxParallelism(settings),
            MemoryLimit(settings),
            Encryption(settings),
            ServiceUrl(settings),
            AddressRules.Problem("BrowserUrl", settings.BrowserUrl, allowsPath: false),
            AddressRules.Problem("PublicBaseUrl", settings.PublicBaseUrl, allowsPath: true),
            AddressRules.BucketInHost("BrowserUrl", settings.BrowserUrl, settings),
            Timeout("ConnectTimeout", settings.ConnectTimeout),
            Timeout("IdleTimeout", settings.IdleTimeout),
            RetryTimeout(settings.RetryTimeout),
            InspectionTimeout(settings.InspectionTimeout),
            .. settings.AllowedContentTypes.Select(ContentType),
            .. settings.AllowedExtensions.Select(Extension),
        ];
        return problems.OfType<string>();
    }

    internal static string? MissingRegion(S3Settings settings) =>
        string.IsNullOrEmpty(settings.Region) && settings.ServiceUrl is null
        ? "S3:Region is missing. Set it to the bucket's region, for instance eu-west-1 "
                + "(environment variable S3__Region or AWS_REGION); or set S3:ServiceUrl for a store that is not "
                + "Amazon's."
        : null;

    private static string? Bucket(S3Settings settings) => settings.Bucket switch
    {
        { } bucket when bucket.Contains("..", StringComparison.Ordinal) =>
            "S3:Bucket has two dots in a row, which no bucket's name has.",
        { } bucket when bucket.Count(c => c == '.') == 3 && IPAddress.TryParse(bucket, out _) =>
            "S3:Bucket is an IP address, which no bucket's name is.",
        _ => null,
    };

    private static string? Credentials(S3Settings settings) =>
        (settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken) switch
        {
            ({ Length: > 0 }, null or "", _) =>
                "S3:SecretAccessKey is missing, although S3:AccessKeyId is set. " + BothOrNeither,
            (null or "", { Length: > 0 }, _) =>
                "S3:AccessKeyId is missing, although S3:SecretAccessKey is set. " + BothOrNeither,
            (null or "", _, { Length: > 0 }) =>
                "S3:SessionToken is set without S3:AccessKeyId and S3:SecretAccessKey. It belongs to them: "
                    + "set all three, or none.",
            _ => null,
        };

    // The text itself is a secret. A line break at its end is what a file adds that it was read from.
    private static string? Secret(string setting, string? text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? $"S3:{setting} contains a line break or another character that none has. Copy it again, without what "
                + "stands around it."
            : null;

    private static string? Prefix(S3Settings settings) =>
        settings.KeyPrefix is { Length: <= MaxPrefixLength } prefix && KeyFolder.IsValidPrefix(prefix)
            ? null
            : "S3:KeyPrefix must be folders that each end with a slash, for instance uploads/, "
                + $"at most {MaxPrefixLength} characters: {KeyFolder.Rule}.";

    // A lifecycle rule for the one must not expire the other, and a policy that opens the other not open the one.
    private static string? PendingPrefix(S3Settings settings) => settings switch
    {
        { PendingPrefix: not { Length: > 0 and <= MaxPrefixLength } } =>
            $"S3:PendingPrefix must be 1 to {MaxPrefixLength} characters, for instance pending/.",
        { PendingPrefix: var pending } when !KeyFolder.IsValidPrefix(pending) =>
            "S3:PendingPrefix must be folders that each end with a slash, for instance pending/: "
                + $"{KeyFolder.Rule}.",
        { KeyPrefix: "" } =>
            "S3:KeyPrefix is empty, so that files that are pending would be among those that are kept. "
                + "Set it to a folder, for instance uploads/.",
        { KeyPrefix: { } kept, PendingPrefix: var pending } when
            pending.StartsWith(kept, StringComparison.Ordinal) || kept.StartsWith(pending, StringComparison.Ordinal) =>
            "S3:PendingPrefix and S3:KeyPrefix are the same, or one is inside the other. "
                + "Set them to two folders beside each other, for instance pending/ and uploads/.",
        _ => null,
    };

    private static string? Size(S3Settings settings) =>
        settings.MaxFileSize < 1 ? "S3:MaxFileSize must be at least 1 byte. Leave it out for no limit." : null;

    private static string? PartSize(S3Settings settings) =>
        settings.PartSize is >= S3Settings.MinPartSize and <= S3Settings.MaxPartSize
            ? null
            : "S3:PartSize is in bytes and must be 5242880 (5 MiB) to 5368709120 (5 GiB), S3's own limits of a part.";

    private static string? MaxParallelism(S3Settings settings) =>
        settings.MaxParallelism is >= 1 and <= S3Settings.ParallelismLimit
            ? null
            : $"S3:MaxParallelism must be 1 to {S3Settings.ParallelismLimit} parts.";

    private static string? MemoryLimit(S3Settings settings) =>
        settings.MemoryLimit < settings.PartSize
            ? "S3:MemoryLimit is in bytes and must be at least S3:PartSize, so that one part fits. Leave it out for a "
                + "quarter of the memory that the runtime may use."
            : null;

    private static string? Encryption(S3Settings settings) =>
        settings.KmsKeyId is not null && settings.ServerSideEncryption is not ("aws:kms" or "aws:kms:dsse")
            ? "S3:KmsKeyId is set, but S3:ServerSideEncryption is not aws:kms or aws:kms:dsse. "
                + "Set it to one of them, or leave the key out."
            : null;

    private static string? ServiceUrl(S3Settings settings) =>
        AddressRules.Problem(nameof(ServiceUrl), settings.ServiceUrl, allowsPath: false) is { } problem
            ? problem.Replace("S3:ServiceUrl", settings.ServiceUrlName ?? "S3:ServiceUrl", StringComparison.Ordinal)
            : null;

    private static string? Timeout(string setting, TimeSpan timeout) =>
        timeout > TimeSpan.Zero && timeout <= MaxTimeout
            ? null
            : $"S3:{setting} must be more than 0 and at most one day, for instance 00:00:30. "
                + "A plain number means days.";

    private static string? RetryTimeout(TimeSpan time) =>
        time >= TimeSpan.Zero && time <= MaxTimeout
            ? null
            : "S3:RetryTimeout must be 0 to one day, for instance 00:00:20. A plain number means days.";

    private static string? InspectionTimeout(TimeSpan time) =>
        time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromHours(1)
            ? null
            : "S3:InspectionTimeout must be 1 second to 1 hour, for instance 00:01:00. A plain number means days.";

    private static string? ContentType(string type) =>
        MediaType.TryParse(type, out var parsed) && string.Equals(parsed.Bare, type, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"S3:AllowedContentTypes has {LogSafe.Quote(type ?? "")}, which is not a media type without parameters. "
                + "Give each as type/subtype, for instance image/png.";

    private static string? Extension(string extension) =>
        extension is not null && FileExtension.IsValid("." + extension.TrimStart('.'))
            ? null
            : $"S3:AllowedExtensions has {LogSafe.Quote(extension ?? "")}, which is not an extension. "
                + "Give each as 1 to 16 letters or digits, for instance .png.";
}
