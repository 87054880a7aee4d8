namespace Discovitas.S3.Tool.Uploads;

/// <summary>Describes the embedded S3 for other programs.</summary>
internal static class Serving
{
    internal static string Describe(S3Settings settings) => $"""
        The embedded S3 is running. Press Ctrl+C to stop it.

          endpoint  {settings.ServiceUrl}
          bucket    {settings.Bucket}
          region    {settings.Region}
          key id    {settings.AccessKeyId}
          secret    {settings.SecretAccessKey}

        export AWS_ACCESS_KEY_ID={settings.AccessKeyId}
        export AWS_SECRET_ACCESS_KEY={settings.SecretAccessKey}
        export AWS_REGION={settings.Region} AWS_DEFAULT_REGION={settings.Region}
        aws --endpoint-url {settings.ServiceUrl} s3 ls s3://{settings.Bucket} --recursive
        """;
}
