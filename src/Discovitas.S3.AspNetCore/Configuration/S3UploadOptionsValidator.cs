using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Configuration;

/// <summary>Checks all options of a group. Each message names the option, its value, the rule and the remedy.</summary>
internal static class S3UploadOptionsValidator
{
    private const int MaxUnfinished = 10_000;

    private static readonly TimeSpan MaxUrlLifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan MinUploadLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxUploadLifetime = TimeSpan.FromDays(30);

    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    internal static void Require(string pattern, S3UploadOptions options, S3Settings settings)
    {
        var problems = Problems(options, settings).ToList();
        if (problems.Count > 0)
        {
            throw Failure(pattern, problems);
        }
    }

    /// <summary>Returns the exception that names all problems of the group at <paramref name="pattern"/>.</summary>
    internal static OptionsValidationException Failure(string pattern, IEnumerable<string> problems) =>
        new(pattern, typeof(S3UploadOptions), problems.Select(problem => $"MapS3Uploads(\"{pattern}\"): {problem}"));

    /// <summary>Returns an option's value as it can stand in a message.</summary>
    internal static string Quote(string? text) =>
        $"'{string.Concat((text ?? "").Select(c => char.IsControl(c) ? '\uFFFD' : c))}'";

    private static IEnumerable<string> Problems(S3UploadOptions options, S3Settings settings) =>
        new[]
        {
            FileSize(options, settings),
            Files(options),
            Lifetime(
                nameof(options.SignedUrlLifetime), options.SignedUrlLifetime,
                (TimeSpan.FromSeconds(1), MaxUrlLifetime), "1 second to 7 days, for instance 00:15:00"),
            Lifetime(
                nameof(options.DirectUploadLifetime), options.DirectUploadLifetime,
                (MinUploadLifetime, MaxUploadLifetime), "1 minute to 30 days, for instance 1.00:00:00"),
            Unfinished(options),
            Quota(options.FolderQuota),
            CacheControl(options.CacheControl),
            Disposition(options.Disposition),
        }
        .Concat(options.AllowedContentTypes.Select(ContentType))
        .Concat(options.AllowedExtensions.Select(Extension))
        .Concat(options.AllowedMetadata.Select(Metadata))
        .Concat(Tags(options.Tags))
        .Concat(ImageRulesValidator.Problems(options.Images))
        .OfType<string>();

    private static string? FileSize(S3UploadOptions options, S3Settings settings) => options.MaxFileSize switch
    {
        < 1 => $"MaxFileSize is {options.MaxFileSize}. It must be at least 1 byte. Leave it out for 100 MiB.",
        { } size when size > settings.MaxFileSize =>
            $"MaxFileSize is {size} bytes, but the store's own MaxFileSize is {settings.MaxFileSize} bytes. "
            + "Lower the one, leave it out, or raise the other in the settings of the store.",
        _ => null,
    };

    private static string? Files(S3UploadOptions options) => options.MaxFiles >= 1
        ? null
        : $"MaxFiles is {options.MaxFiles}. It must be at least 1. Leave it out for 10.";

    private static string? Unfinished(S3UploadOptions options) =>
        options.MaxUnfinishedUploads is >= 1 and <= MaxUnfinished
            ? null
            : $"MaxUnfinishedUploads is {options.MaxUnfinishedUploads}. It must be 1 to {MaxUnfinished}. Leave it out "
                + "for 100.";

    private static string? Quota(FolderQuota? quota) => quota is { MaxFiles: null, MaxBytes: null }
        ? "FolderQuota has neither MaxFiles nor MaxBytes. Set at least one of them, or leave FolderQuota out."
        : null;

    private static string? Lifetime(string name, TimeSpan value, (TimeSpan Min, TimeSpan Max) range, string rule) =>
        value >= range.Min && value <= range.Max
            ? null
            : $"{name} is {value}. It must be {rule}. A plain number means days.";

    private static string? CacheControl(string? value) => value is null || OptionRules.IsCacheControl(value)
        ? null
        : $"CacheControl is {Quote(value)}. It must be 1 to 1024 visible ASCII characters, with no space at either "
            + "end, for instance max-age=31536000.";

    private static string? Disposition(FileDisposition value) => Enum.IsDefined(value)
        ? null
        : $"Disposition is {value}. It must be Default, Inline or Attachment.";

    private static string? ContentType(string? type) => OptionRules.IsContentType(type)
        ? null
        : $"AllowedContentTypes has {Quote(type)}, which is not a media type without parameters. "
            + "Give each as type/subtype, for instance image/png.";

    private static string? Extension(string? extension) => OptionRules.IsExtension(extension)
        ? null
        : $"AllowedExtensions has {Quote(extension)}, which is not an extension. "
            + "Give each as 1 to 16 ASCII letters or digits, for instance .png.";

    private static string? Metadata(string? name) => OptionRules.IsMetadataName(name)
        ? null
        : $"AllowedMetadata has {Quote(name)}, which cannot be the name of metadata. "
            + "Give each as ASCII letters, digits and hyphens, without x-amz-meta- before it.";

    private static IEnumerable<string?> Tags(IDictionary<string, string> tags)
    {
        yield return tags.Count <= OptionRules.MaxTags
            ? null
            : $"Tags has {tags.Count} tags. S3 allows {OptionRules.MaxTags} per file. Give fewer.";
        foreach (var (name, value) in tags)
        {
            yield return OptionRules.IsTag(name, value)
                ? null
                : $"Tags has {Quote(name)} with the value {Quote(value)}, which is not allowed. Give a name of 1 to "
                    + "128 and a value of up to 256 letters, digits, spaces or any of + - = . _ : / @, not beginning "
                    + "with aws:.";
        }
    }
}
