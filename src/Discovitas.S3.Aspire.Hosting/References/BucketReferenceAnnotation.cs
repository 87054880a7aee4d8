using Aspire.Hosting.ApplicationModel;

namespace Discovitas.S3.Aspire.Hosting.References;

/// <summary>Says that an app uses a bucket.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="ConnectionName">The name of its connection string in the app.</param>
/// <param name="SetsAwsVariables">Whether the app receives the variables of AWS.</param>
internal sealed record BucketReferenceAnnotation(S3BucketResource Bucket, string ConnectionName, bool SetsAwsVariables)
    : IResourceAnnotation;
