namespace Discovitas.S3.Aspire.Tests;

/// <summary>The examples of the package's README, but for the AppHost itself.</summary>
internal static class ReadmeExamples
{
    internal static void Port(IDistributedApplicationBuilder builder)
    {
        builder.AddS3("s3").WithPort(9000);
    }

    internal static void Reference(
        IResourceBuilder<ProjectResource> api,
        IResourceBuilder<S3Resource> s3,
        IResourceBuilder<S3BucketResource> pictures)
    {
        api.WithReference(pictures, setAwsVariables: false);

        api.WithReference(s3.AddBucket("avatars", bucketName: "avatars-2026"));
    }
}
