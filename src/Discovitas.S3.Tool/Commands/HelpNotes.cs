namespace Discovitas.S3.Tool.Commands;

/// <summary>The texts of the help about settings and exit codes.</summary>
internal static class HelpNotes
{
    internal const string Settings =
        "Without settings, files are stored in an S3 server inside this program, which keeps them in the folder "
        + ".data/s3 of the current directory. To use a bucket, set environment variables, or section \"S3\" of an "
        + "appsettings.json in the current directory. For the web page, the bucket's CORS rules must allow "
        + "http://localhost:N, PUT, POST and all headers, and expose ETag. The embedded S3 needs no rules.";

    internal static (string Name, string Meaning)[] NamesOfSettings { get; } =
    [
        ("S3__Bucket", "the bucket's name (or S3_BUCKET)"),
        ("S3__Region", "for example eu-west-1 (or AWS_REGION)"),
        ("S3__AccessKeyId", "default: the AWS SDK's own credentials: profile, role (or AWS_ACCESS_KEY_ID)"),
        ("S3__SecretAccessKey", "the secret of the key (or AWS_SECRET_ACCESS_KEY)"),
        ("S3__SessionToken", "of temporary credentials (or AWS_SESSION_TOKEN)"),
        ("S3__ServiceUrl", "another store: https://s3.example.com (or AWS_ENDPOINT_URL_S3)"),
        ("S3__BrowserUrl", "where browsers reach the store: https://files.example.com"),
        ("S3__PublicBaseUrl", "a CDN: https://cdn.example.com"),
        ("S3__KeyPrefix", "what keys begin with [default: uploads/]"),
        ("S3__PendingPrefix", "the same while files wait [default: pending/]"),
        ("S3__ForcePathStyle", "true or false [default: by the store]"),
        ("S3__SupportsPostPolicy", "true or false [default: by the store]"),
        ("S3__MaxFileSize", "in bytes [default: no limit]"),
        ("S3__AllowedContentTypes__0", "image/png; further ones in __1, __2 and so on [default: any]"),
        ("S3__AllowedExtensions__0", ".png; further ones in __1, __2 and so on [default: any]"),
        ("S3__PartSize", "in bytes, 5 MiB to 5 GiB [default: 8388608]"),
        ("S3__MaxParallelism", "parts at once, 1 to 64 [default: 4]"),
        ("S3__MemoryLimit", "bytes in memory, all uploads [default: a quarter]"),
        ("S3__ConnectTimeout", "longest time to connect [default: 00:00:10]"),
        ("S3__IdleTimeout", "longest time without progress [default: 00:00:30]"),
        ("S3__RetryTimeout", "how long to retry a request [default: 00:00:20]"),
        ("S3__InspectionTimeout", "longest time for all inspectors of a file [default: 00:01:00]"),
        ("S3__ServerSideEncryption", "AES256, aws:kms or aws:kms:dsse [default: the bucket's]"),
        ("S3__KmsKeyId", "for aws:kms and aws:kms:dsse [default: the account's]"),
        ("S3__ExpectedBucketOwner", "12 digits of an account [default: not checked]"),
        ("S3__Images__RemoveMetadata", "of pictures that the page uploads [default: true]"),
        ("Logging__LogLevel__Default", "Information prints more of what happens"),
    ];

    private const string WrongUsage = "The command line is wrong; nothing was done.";

    internal static (string Code, string Meaning)[] ExitCodesOf(string command) => command switch
    {
        "doctor" =>
        [
            ("0", "Nothing failed. There may be warnings, and things that could not be looked at."),
            ("1", "Something failed, or the bucket could not be looked at."),
            ("2", WrongUsage),
        ],
        "conformance" =>
        [
            ("0", "All that every upload needs works. Other things may be limited."),
            ("1", "Something that every upload needs does not work or could not be checked, or something may remain "
                + "in the bucket."),
            ("2", WrongUsage),
        ],
        "serve" =>
        [
            ("0", "The server was stopped, by Ctrl+C or SIGTERM."),
            ("1", "The server could not start; standard error says why."),
            ("2", WrongUsage),
        ],
        CommandLine.Name =>
        [
            ("0", "Every file is stored and was read back as it was sent; or the page was stopped."),
            ("1", "A file is not stored or could not be verified; the others were uploaded. "
                + "Or the bucket of the page cannot be used."),
            ("2", WrongUsage),
        ],
        _ => [("0", "Done."), ("1", "Failed, wholly or in part; standard error says why."), ("2", WrongUsage)],
    };
}
