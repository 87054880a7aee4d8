namespace Discovitas.S3.Tests.Configuration;

/// <summary>Each way in which one setting alone can be wrong, with the message that it must give.</summary>
internal static class WrongSettings
{
    private const string NoBucket =
        "S3:Bucket is missing. Set it to the name of the bucket (environment variable S3__Bucket or S3_BUCKET).";
    private const string BadBucket =
        "S3:Bucket is not a bucket name: lower-case letters, digits, hyphens and dots, at most 63, with a letter "
            + "or digit "
        + "at either end. Give the name alone, without s3:// or a URL.";
    private const string NoRegion =
        "S3:Region is missing. Set it to the bucket's region, for instance eu-west-1 (environment variable "
            + "S3__Region or "
        + "AWS_REGION); or set S3:ServiceUrl for a store that is not Amazon's.";
    private const string BadRegion =
        "S3:Region is not a region's name: lower-case letters, digits and hyphens, for instance eu-west-1.";
    private const string NoSecret =
        "S3:SecretAccessKey is missing, although S3:AccessKeyId is set. Set both, or neither to use the machine's own "
        + "credentials.";
    private const string NoKeyId =
        "S3:AccessKeyId is missing, although S3:SecretAccessKey is set. Set both, or neither to use the machine's own "
        + "credentials.";
    private const string LoneToken =
        "S3:SessionToken is set without S3:AccessKeyId and S3:SecretAccessKey. It belongs to them: set all three, or "
        + "none.";
    private const string BadPrefix =
        "S3:KeyPrefix must be folders that each end with a slash, for instance uploads/, at most 512 "
            + "characters: "
        + "letters, digits, '-', '_', '.' and '~' in segments between single slashes, none of them '.' or '..'.";
    private const string BadServiceUrl =
        "S3:ServiceUrl must be an address like https://host, with http or https, no user, no query and no path: "
            + "the bucket "
        + "goes into S3:Bucket.";
    private const string Unicode =
        "S3:ServiceUrl has characters that no address has. Write a host name with such letters in its ASCII form "
        + "(Punycode, xn--\u2026), and a path percent-encoded.";
    private const string Number =
        "S3:BrowserUrl is an IP address, before which S3:ForcePathStyle = false puts the name of the bucket. "
        + "Use a host name, or leave S3:ForcePathStyle out.";
    private const string BadPublicBase =
        "S3:PublicBaseUrl must be an address like https://host/path, with http or https, no user, no query.";
    private const string BadMaxFileSize = "S3:MaxFileSize must be at least 1 byte. Leave it out for no limit.";
    private const string BadPartSize =
        "S3:PartSize is in bytes and must be 5242880 (5 MiB) to 5368709120 (5 GiB), S3's own limits of a part.";
    private const string BadMemoryLimit =
        "S3:MemoryLimit is in bytes and must be at least S3:PartSize, so that one part fits. Leave it out for a "
        + "quarter of the memory that the runtime may use.";

    private const string BadMaxParallelism = "S3:MaxParallelism must be 1 to 64 parts.";
    private const string BadEncryption = "S3:ServerSideEncryption must be AES256, aws:kms or aws:kms:dsse.";
    private const string BadKmsKey =
        "S3:KmsKeyId is set, but S3:ServerSideEncryption is not aws:kms or aws:kms:dsse. Set it to one of them, or "
            + "leave "
        + "the key out.";
    private const string BadOwner = "S3:ExpectedBucketOwner must be the 12 digits of an AWS account.";

    private static readonly Dictionary<string, (Action<S3Settings> Change, string Message)> All = Entries()
        .ToDictionary(
            entry => entry.Label.Replace("\n", "\\n", StringComparison.Ordinal),
            entry => (entry.Change, entry.Message),
            StringComparer.Ordinal);

    internal static TheoryData<string> Labels => [.. All.Keys];

    internal static (Action<S3Settings> Change, string Message) Get(string label) => All[label];

    private static void Host(S3Settings settings, string? url) =>
        (settings.BrowserUrl, settings.ForcePathStyle) = (url, false);

    private static IEnumerable<Wrong> Entries() =>
    [
        .. Each("Bucket", NoBucket, (settings, value) => settings.Bucket = value, null, ""),
        .. Each("Bucket", BadBucket, (settings, value) => settings.Bucket = value,
            "My-Bucket", "my bucket", "my_bucket", "-bucket", "bucket-", ".bucket", "s3://bucket",
            "https://bucket.s3.amazonaws.com",
            "bucket/", "b\u00FCcket", "bucket\n", new string('b', 64)),
        .. Each(
            "Bucket",
            "S3:Bucket has two dots in a row, which no bucket's name has.",
            (settings, value) => settings.Bucket = value,
            "my..bucket"),
        .. Each(
            "Bucket",
            "S3:Bucket is an IP address, which no bucket's name is.",
            (settings, value) => settings.Bucket = value,
            "192.168.1.10"),
        .. Each("Region", NoRegion, (settings, value) => settings.Region = value, null, ""),
        .. Each("Region", BadRegion, (settings, value) => settings.Region = value,
            "EU-WEST-1", "eu west 1", "eu_west_1", "-eu", "eu-", "eu--west", "eu-west-1.evil.com", "evil.com/",
            "eu-west-1\n"),
        .. Each("AccessKeyId", NoSecret, (settings, value) => settings.AccessKeyId = value, "AKIDEXAMPLE"),
        .. Each("SecretAccessKey", NoKeyId, (settings, value) => settings.SecretAccessKey = value, "topsecret"),
        .. Each("SessionToken", LoneToken, (settings, value) => settings.SessionToken = value, "topsecret"),
        .. Each("KeyPrefix", BadPrefix, (settings, value) => settings.KeyPrefix = value!,
            null, "uploads", "/", "/uploads/", "a//b/", "../", "a b/", "\u00FC/", "a?/", "uploads/\n",
            new string('p', 512) + "/"),
        .. Each("ServiceUrl", BadServiceUrl, (settings, value) => settings.ServiceUrl = value,
            "", "s3.example.com", "s3.example.com:9000", "//s3.example.com", "ftp://s3.example.com", "file:///s3",
            "https://",
            "https://user:topsecret@s3.example.com", "https://s3.example.com/bucket",
            "https://s3.example.com?x=topsecret",
            "https://s3.example.com?", "https://s3.example.com#x", " https://s3.example.com",
            "https://s3.example.com\n",
            "https://s3.example.com "),
        .. Each("ServiceUrl", BadServiceUrl, (settings, value) => settings.ServiceUrl = value, "https://s3.example:0"),
        .. Each("ServiceUrl", Unicode, (settings, value) => settings.ServiceUrl = value, "https://b\u00FCcher.example"),
        .. Each("BrowserUrl", Number, Host, "http://10.0.0.1", "http://[::1]:9000"),
        .. Each("PublicBaseUrl", BadPublicBase, (settings, value) => settings.PublicBaseUrl = value,
            "", "cdn.example.com", "/files", "ftp://cdn.example.com", "javascript:alert(1)",
            "https://user:topsecret@cdn.example.com",
            "https://cdn.example.com/?x=topsecret", "https://cdn.example.com?", "https://cdn.example.com#x",
            " https://cdn.example.com",
            "https://cdn.example.com/files\n", "https://cdn.example.com ", "https://cdn.example.com/my files"),
        .. Each<long>(
            "MaxFileSize", BadMaxFileSize, (settings, value) => settings.MaxFileSize = value, 0, -1, long.MinValue),
        .. Each<long>(
            "PartSize",
            BadPartSize,
            (settings, value) => settings.PartSize = value,
            0,
            -1,
            5_242_879,
            5_368_709_121,
            long.MaxValue),
        .. Each("MemoryLimit", BadMemoryLimit, (settings, value) => settings.MemoryLimit = value, 0L, -1L, 8_388_607L),
        .. Each("MaxParallelism", BadMaxParallelism, (settings, value) => settings.MaxParallelism = value, 0, -1, 65),
        .. Each(
            "ConnectTimeout",
            BadTimeout("ConnectTimeout"),
            (settings, value) => settings.ConnectTimeout = value,
            WrongTimes),
        .. Each(
            "IdleTimeout", BadTimeout("IdleTimeout"), (settings, value) => settings.IdleTimeout = value, WrongTimes),
        .. Each("RetryTimeout", BadRetryTimeout, (settings, value) => settings.RetryTimeout = value, WrongTimes[1..]),
        .. Each("ServerSideEncryption", BadEncryption, (settings, value) => settings.ServerSideEncryption = value,
            "", "aes256", "AES-256", "aws:KMS", "none"),
        .. Each("KmsKeyId", BadKmsKey, (settings, value) => settings.KmsKeyId = value, "alias/key"),
        .. Each(
            "KmsKeyId with AES256",
            BadKmsKey,
            (settings, value) => (settings.KmsKeyId, settings.ServerSideEncryption) = (value, "AES256"),
            "alias/key"),
        .. Each("ExpectedBucketOwner", BadOwner, (settings, value) => settings.ExpectedBucketOwner = value,
            "12345678901", "1234567890123", "12345678901a", "123456789012\n",
            "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661\u0662"),
        .. WrongTypes.Select(type => Entry(
            "AllowedContentTypes",
            type,
            $"S3:AllowedContentTypes has '{type}', which is not a media type without parameters. Give each as "
                + "type/subtype, for instance image/png.",
            (settings, value) => settings.AllowedContentTypes.Add(value))),
        .. WrongExtensions.Select(extension => Entry(
            "AllowedExtensions",
            extension,
            $"S3:AllowedExtensions has '{extension}', which is not an extension. Give each as 1 to 16 letters or "
                + "digits, for instance .png.",
            (settings, value) => settings.AllowedExtensions.Add(value))),
    ];

    private static string[] WrongTypes =>
        [
            "",
            "png",
            "image/",
            "image/*",
            "image/png; a=b",
            "text/plain; charset=utf-8",
            "image/png,image/gif",
            " image/png",
        ];

    private static string[] WrongExtensions =>
        ["", ".", "tar.gz", "*.png", "p g", "png;", "\u00E9", "aZ09aZ09aZ09aZ09x"];

    // The second is what "no limit" is elsewhere in .NET.
    private static TimeSpan[] WrongTimes =>
        [
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan,
            TimeSpan.FromSeconds(-1),
            TimeSpan.FromDays(1) + TimeSpan.FromTicks(1),
            TimeSpan.MaxValue,
        ];

    private static string BadRetryTimeout =>
        "S3:RetryTimeout must be 0 to one day, for instance 00:00:20. A plain number means days.";

    private static string BadTimeout(string setting) =>
        $"S3:{setting} must be more than 0 and at most one day, for instance 00:00:30. A plain number means days.";

    private static IEnumerable<Wrong> Each(
        string setting, string message, Action<S3Settings, string?> set, params string?[] values) =>
        Each<string?>(setting, message, set, values);

    private static IEnumerable<Wrong> Each<T>(
        string setting, string message, Action<S3Settings, T> set, params T[] values) =>
        values.Select(value => Entry(setting, value, message, set));

    private static Wrong Entry<T>(string setting, T value, string message, Action<S3Settings, T> set) =>
        new(
            FormattableString.Invariant($"{setting} = {(value is null ? "null" : $"'{value}'")}"),
            settings => set(settings, value),
            message);

    private sealed record Wrong(string Label, Action<S3Settings> Change, string Message);
}
