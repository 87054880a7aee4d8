namespace Discovitas.S3.Configuration;

/// <summary>The names of the settings, as an app writes them.</summary>
internal static class SettingNames
{
    /// <summary>The section of the default store, and what a named store falls back to.</summary>
    internal const string DefaultSection = "S3";

    /// <summary>The section inside a store's that holds the options of <c>AddImages</c>.</summary>
    internal const string Images = "Images";

    private const string Hint = " (environment variable ";

    /// <summary>Every setting that a section can hold.</summary>
    internal static readonly string[] All =
    [
        nameof(S3Settings.Bucket), nameof(S3Settings.Region), nameof(S3Settings.AccessKeyId),
        nameof(S3Settings.SecretAccessKey), nameof(S3Settings.SessionToken),
        nameof(S3Settings.KeyPrefix), nameof(S3Settings.PendingPrefix),
        nameof(S3Settings.ServiceUrl), nameof(S3Settings.ForcePathStyle),
        nameof(S3Settings.BrowserUrl), nameof(S3Settings.PublicBaseUrl), nameof(S3Settings.SupportsPostPolicy),
        nameof(S3Settings.MaxFileSize), nameof(S3Settings.AllowedContentTypes), nameof(S3Settings.AllowedExtensions),
        nameof(S3Settings.PartSize), nameof(S3Settings.MaxParallelism), nameof(S3Settings.MemoryLimit),
        nameof(S3Settings.ConnectTimeout), nameof(S3Settings.IdleTimeout), nameof(S3Settings.RetryTimeout),
        nameof(S3Settings.InspectionTimeout),
        nameof(S3Settings.ServerSideEncryption), nameof(S3Settings.KmsKeyId), nameof(S3Settings.ExpectedBucketOwner),
    ];

    /// <summary>Gets those of them that are no lists.</summary>
    internal static IEnumerable<string> Single =>
        All.Except([nameof(S3Settings.AllowedContentTypes), nameof(S3Settings.AllowedExtensions)]);

    /// <summary>Returns whether a section of this name can stand inside one that holds settings.</summary>
    internal static bool CanBeSection(string name) =>
        !All.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.Contains(':', StringComparison.Ordinal);

    /// <summary>Returns the name of the section that a store reads by default.</summary>
    internal static string SectionOf(string store) => store.Length == 0 ? DefaultSection : $"{DefaultSection}:{store}";

    /// <summary>
    /// Renames the settings in a message, which are written as <c>S3:Bucket</c>, to what the app has written: the
    /// section that was read, or the property if none was.
    /// </summary>
    internal static string In(string? section, string message) => section switch
    {
        DefaultSection => message,
        null => WithoutHint(message).Replace("S3:", "S3Settings.", StringComparison.Ordinal),
        "" => message.Replace("S3:", "", StringComparison.Ordinal).Replace("S3__", "", StringComparison.Ordinal),
        _ => message
            .Replace("S3:", section + ":", StringComparison.Ordinal)
            .Replace("S3__", section.Replace(":", "__", StringComparison.Ordinal) + "__", StringComparison.Ordinal),
    };

    private static string WithoutHint(string message)
    {
        var start = message.IndexOf(Hint, StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf(')', start);
        return end < 0 ? message : message[..start] + message[(end + 1)..];
    }
}
