namespace Discovitas.S3.Tool;

/// <summary>The texts that explain the command line.</summary>
internal static class Usage
{
    internal const string Short = """
        Usage: discovitas-s3 [--port N] | [--serve] FILE...
        For all options and settings: discovitas-s3 --help
        """;

    internal const string Long = """
        Uploads files to S3, from the command line or a web page, and prints their public
        URLs. Files from the command line are read back and compared.

        Usage: discovitas-s3                      serves the web page
               discovitas-s3 --port N             serves it on port N
               discovitas-s3 [--serve] FILE...    uploads the files

          --port N  the port of the web page; by default any free port. Only this
                    machine can connect.
          --serve   uploads the files, if any, and keeps the embedded S3 running until
                    Ctrl+C. A configured bucket is not used.
          --help    prints this text
          --        everything after it is a file

        From a clone, replace discovitas-s3 by:
          dotnet run --project src/Discovitas.S3.Tool --

        Without settings, files are stored in an S3 server inside this program, which
        keeps them in the folder .data/s3 of the current directory. To use a bucket, set
        environment variables, or section "S3" of an appsettings.json in the current
        directory:

          S3__Bucket                the bucket's name                or S3_BUCKET
          S3__Region                for example eu-west-1            or AWS_REGION
          S3__AccessKeyId           default: the AWS SDK's own       or AWS_ACCESS_KEY_ID
          S3__SecretAccessKey       credentials (profile, role)      or AWS_SECRET_ACCESS_KEY
          S3__SessionToken          of temporary credentials         or AWS_SESSION_TOKEN
          S3__ServiceUrl            another store: https://s3.example.com

          S3__PublicBaseUrl         a CDN: https://cdn.example.com
          S3__KeyPrefix             what keys begin with             [uploads/]
          S3__PendingPrefix         the same while files wait        [pending/]
          S3__ForcePathStyle        true or false                    [by the store]
          S3__SupportsPostPolicy    true or false                    [by the store]
          S3__MaxFileSize           in bytes                         [no limit]
          S3__AllowedContentTypes__0, __1, ...  image/png            [any]
          S3__AllowedExtensions__0, __1, ...    .png                 [any]
          S3__PartSize              in bytes, 5 MiB to 5 GiB         [8388608]
          S3__MaxParallelism        parts at once, 1 to 64           [4]
          S3__MemoryLimit           bytes in memory, all uploads     [a quarter]
          S3__ConnectTimeout        hours:minutes:seconds            [00:00:10]
          S3__IdleTimeout           longest time without progress    [00:00:30]
          S3__RetryTimeout          how long to retry a request      [00:00:20]
          S3__ServerSideEncryption  AES256, aws:kms or aws:kms:dsse  [the bucket's]
          S3__KmsKeyId              for aws:kms and aws:kms:dsse     [the account's]
          S3__ExpectedBucketOwner   12 digits of an account          [not checked]

        For the web page, the bucket's CORS rules must allow http://localhost:N, PUT, POST
        and all headers, and expose ETag. The embedded S3 needs no rules.

          Logging__LogLevel__Default=Information prints more of what happens.

        Exit codes
          0   every file is stored and was read back as it was sent; or the page was stopped
          1   a file is not stored or could not be verified; the others were uploaded
          2   the command line is wrong; nothing was uploaded
        """;
}
