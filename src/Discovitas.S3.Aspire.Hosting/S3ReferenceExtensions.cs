using Aspire.Hosting.ApplicationModel;
using Discovitas.S3.Aspire.Hosting.References;

namespace Aspire.Hosting;

/// <summary>Gives apps the settings of a bucket.</summary>
public static class S3ReferenceExtensions
{
    /// <summary>
    /// Gives an app the address, the keys and the name of a bucket: as settings of <c>AddS3Uploads</c>
    /// (<c>S3__Bucket</c> and others), as a connection string, as connection properties, and as the variables of AWS
    /// SDKs and tools (<c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ACCESS_KEY_ID</c> and others).
    /// </summary>
    /// <param name="builder">The app: a project or an executable. Containers cannot reach the server.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="connectionName">The connection string's name. The default is the name of the resource.</param>
    /// <param name="setAwsVariables">
    /// Whether to set the variables of AWS. Pass false if the app uses other services of AWS: the keys of
    /// <c>AWS_ACCESS_KEY_ID</c> are for all of them.
    /// </param>
    /// <typeparam name="TDestination">The app's type.</typeparam>
    /// <returns>The app's builder.</returns>
    /// <remarks>
    /// An app with one bucket has it as the default store, <c>AddS3Uploads()</c>. An app with several has each as a
    /// store of the connection string's name, <c>AddS3Uploads("pictures")</c>. When the AppHost is published, only the
    /// connection string is set, for the app's only bucket also under the name <c>S3</c>.
    /// </remarks>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<S3BucketResource> bucket,
        string? connectionName = null,
        bool setAwsVariables = true)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bucket);
        IResourceBuilder<IResourceWithConnectionString> source = bucket;
        var isFirst = !builder.Resource.Annotations.OfType<BucketReferenceAnnotation>().Any();
        builder
            .WithReference(source, connectionName)
            .WithAnnotation(new BucketReferenceAnnotation(
                bucket.Resource, connectionName ?? bucket.Resource.Name, setAwsVariables));
        return isFirst ? builder.WithEnvironment(BucketVariables.Set) : builder;
    }
}
