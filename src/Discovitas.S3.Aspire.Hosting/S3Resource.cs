namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Represents an S3 server that runs inside the AppHost, for development. Projects and executables of this machine can
/// connect to it; containers cannot. Added by <see cref="S3ResourceBuilderExtensions.AddS3"/>.
/// </summary>
public sealed class S3Resource : Resource, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal const string EndpointName = "http";

    private readonly List<S3BucketResource> _buckets = [];

    /// <summary>Initializes a server without buckets.</summary>
    /// <param name="name">The resource's name.</param>
    public S3Resource([ResourceName] string name)
        : base(name) => Endpoint = new EndpointReference(this, EndpointName);

    /// <summary>Gets the endpoint, for instance <c>http://127.0.0.1:41234</c>.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>Gets the buckets that <see cref="S3ResourceBuilderExtensions.AddBucket"/> added.</summary>
    public IReadOnlyList<S3BucketResource> Buckets => _buckets;

    /// <summary>Gets the region for which requests must be signed.</summary>
    /// <value>The default is <c>us-east-1</c>.</value>
    public string Region { get; internal init; } = "us-east-1";

    /// <summary>Gets the ID of the access key.</summary>
    /// <value>The default is <c>LOCALDEVELOPMENT</c>.</value>
    public string AccessKeyId { get; internal init; } = "LOCALDEVELOPMENT";

    /// <summary>Gets the secret of the access key. Needs no protection: only this machine can connect.</summary>
    /// <value>The default is <c>local-development-only</c>.</value>
    public string SecretAccessKey { get; internal init; } = "local-development-only";

    /// <summary>Gets or sets the full path of the objects' folder; null for a temporary one.</summary>
    internal string? Folder { get; set; }

    internal void Add(S3BucketResource bucket) => _buckets.Add(bucket);
}
