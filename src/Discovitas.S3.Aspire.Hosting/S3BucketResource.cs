namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Represents a bucket of an <see cref="S3Resource"/>, which exists as soon as the server runs. Added by
/// <see cref="S3ResourceBuilderExtensions.AddBucket"/>.
/// </summary>
/// <param name="name">The resource's name.</param>
/// <param name="bucketName">The bucket's name.</param>
/// <param name="parent">The server.</param>
public sealed class S3BucketResource([ResourceName] string name, string bucketName, S3Resource parent)
    : Resource(name), IResourceWithConnectionString, IResourceWithParent<S3Resource>, IResourceWithWaitSupport
{
    /// <summary>Gets the bucket's name.</summary>
    public string BucketName { get; } = bucketName;

    /// <summary>Gets the server.</summary>
    public S3Resource Parent { get; } = parent;

    /// <summary>
    /// Gets the connection string, <c>Endpoint=…;AccessKey=…;SecretKey=…;Bucket=…;Region=…</c>. When the AppHost is
    /// published, it is a parameter.
    /// </summary>
    public ReferenceExpression ConnectionStringExpression => Published is { } parameter
        ? ReferenceExpression.Create($"{parameter}")
        : ReferenceExpression.Create(
            $"{ServerPart};Bucket={BucketName};Region={Parent.Region}");

    /// <summary>Gets or sets the connection string of the real bucket, where the AppHost is published.</summary>
    internal ParameterResource? Published { get; set; }

    internal EndpointReferenceExpression Url => Parent.Endpoint.Property(EndpointProperty.Url);

    private ReferenceExpression ServerPart => ReferenceExpression.Create(
        $"Endpoint={Url};AccessKey={Parent.AccessKeyId};SecretKey={Parent.SecretAccessKey}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        Published is not null
            ? []
            :
            [
                new("Uri", ReferenceExpression.Create($"{Url}")),
                new("AccessKey", ReferenceExpression.Create($"{Parent.AccessKeyId}")),
                new("SecretKey", ReferenceExpression.Create($"{Parent.SecretAccessKey}")),
                new("BucketName", ReferenceExpression.Create($"{BucketName}")),
                new("Region", ReferenceExpression.Create($"{Parent.Region}")),
            ];
}
