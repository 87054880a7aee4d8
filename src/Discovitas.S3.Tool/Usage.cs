namespace Discovitas.S3.Tool;

/// <summary>What the program says about itself.</summary>
internal static class Usage
{
    public const string Short = """
        Usage: dotnet run --project src/Discovitas.S3.Tool [-- [--port N] | [--serve] FILE...]
               --help explains everything.
        """;

    public const string Long = """
        Uploads files to S3: from a web page, or those named on the command line, whose
        public URLs it prints, and which it reads back to compare.

        Usage: dotnet run --project src/Discovitas.S3.Tool
               dotnet run --project src/Discovitas.S3.Tool -- --port N
               dotnet run --project src/Discovitas.S3.Tool -- [--serve] FILE...

          --port N  the web page's port on this machine, where it is not to be any
                    that is free; nobody else's machine can reach it
          --serve   keep the embedded S3 running until Ctrl+C, after uploading the
                    files, if any; a bucket that is configured is not used
          --help    this text
          --        what follows is a file, whatever it begins with

        Without any setting, files go to an S3 embedded in this program, which keeps
        them in the folder .data/s3 below the current directory. For a real bucket, set
        environment variables, or section "S3" of an appsettings.json in the current
        directory:

          S3__Bucket                name of the bucket         or S3_BUCKET
          S3__Region                for instance eu-west-1     or AWS_REGION
          S3__AccessKeyId           without keys the machine's or AWS_ACCESS_KEY_ID
          S3__SecretAccessKey       own role or profile serves or AWS_SECRET_ACCESS_KEY
          S3__SessionToken          with temporary keys        or AWS_SESSION_TOKEN
          S3__ServiceUrl            a store that is not Amazon's: https://s3.example.com

          S3__PublicBaseUrl         a CDN before the bucket: https://cdn.example.com
          S3__KeyPrefix             what keys begin with             [uploads/]
          S3__ForcePathStyle        true or false                    [by the store]
          S3__MaxFileSize           in bytes                         [no limit]
          S3__AllowedContentTypes__0, __1, ...  image/png            [any]
          S3__AllowedExtensions__0, __1, ...    .png                 [any]
          S3__PartSize              in bytes, 5 MiB to 5 GiB         [8388608]
          S3__Parallelism           parts at once, 1 to 64           [4]
          S3__ConnectTimeout        hours:minutes:seconds            [00:00:10]
          S3__IdleTimeout           longest standstill               [00:00:30]
          S3__ServerSideEncryption  AES256, aws:kms or aws:kms:dsse  [the bucket's]
          S3__KmsKeyId              with aws:kms and aws:kms:dsse
          S3__ExpectedBucketOwner   12 digits of an account          [not checked]

        For the web page, the bucket's CORS rules must allow http://localhost:N, the methods
        For the web page, the CORS rules of the bucket must allow http://localhost:N, PUT,
        POST and all headers, and expose ETag. The embedded S3 does.

          Logging__LogLevel__Default=Information shows more of what happens.

        Exit codes
          0   every file is stored, and reads back as it was sent; or the page has ended
          1   a file is not stored or could not be verified; the others were tried
          2   the command line is wrong; nothing was tried
        """;
}
