using System.Net.Sockets;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Discovitas.S3.Aspire.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Adds an S3 server to an AppHost, for development: without an account and without Docker.</summary>
public static partial class S3ResourceBuilderExtensions
{
    /// <summary>
    /// Adds an S3 server that runs inside the AppHost while it runs. Its objects are kept in a temporary folder, which
    /// is removed when the AppHost stops, unless <see cref="WithDataFolder"/> names another.
    /// </summary>
    /// <param name="builder">The AppHost.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>The server's builder.</returns>
    /// <remarks>
    /// The server is not in the manifest. When the AppHost is published, each bucket becomes a parameter with the
    /// connection string of a real one.
    /// </remarks>
    /// <example>
    /// <code>
    /// var s3 = builder.AddS3("s3").WithDataFolder("data/s3");
    /// builder.AddProject&lt;Projects.Api&gt;("api").WithReference(s3.AddBucket("pictures"));
    /// </code>
    /// </example>
    public static IResourceBuilder<S3Resource> AddS3(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var resource = new S3Resource(name);
        var endpoint = new EndpointAnnotation(
            ProtocolType.Tcp, uriScheme: "http", name: S3Resource.EndpointName, isProxied: false)
        {
            TargetHost = "127.0.0.1",
        };
        var server = builder.AddResource(resource)
            .WithAnnotation(endpoint)
            .WithIconName("Storage")
            .WithInitialState(ServerStates.Initial("S3 server"))
            .ExcludeFromManifest();
        ServerServices.Add(server);
        return server;
    }

    /// <summary>Keeps the objects in a folder, so that they are there when the AppHost runs again.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="folder">
    /// The folder; it is created if it does not exist. A relative path starts at the AppHost's project.
    /// </param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<S3Resource> WithDataFolder(
        this IResourceBuilder<S3Resource> builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        builder.Resource.Folder = Path.GetFullPath(folder, builder.ApplicationBuilder.AppHostDirectory);
        return builder;
    }

    /// <summary>
    /// Sets the port on 127.0.0.1. The default is the last port of the data folder if it is free, so that URLs survive
    /// a restart, or else any free port. A testing builder that randomizes ports ignores this one as well.
    /// </summary>
    /// <param name="builder">The server.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<S3Resource> WithPort(this IResourceBuilder<S3Resource> builder, int port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return builder.WithEndpoint(S3Resource.EndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Adds a bucket, which exists as soon as the server runs.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name, and the name of the connection string that apps receive.</param>
    /// <param name="bucketName">The bucket's name. The default is the resource's name.</param>
    /// <returns>The bucket's builder, for <see cref="S3ReferenceExtensions.WithReference"/>.</returns>
    /// <exception cref="ArgumentException">No bucket can have the name.</exception>
    public static IResourceBuilder<S3BucketResource> AddBucket(
        this IResourceBuilder<S3Resource> builder, [ResourceName] string name, string? bucketName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var bucket = new S3BucketResource(name, Named(bucketName ?? name), builder.Resource);
        builder.Resource.Add(bucket);
        var added = builder.ApplicationBuilder.AddResource(bucket)
            .WithIconName("Folder")
            .WithInitialState(ServerStates.Initial("S3 bucket"));
        ServerServices.AddHealthCheck(added, builder.Resource, bucket.BucketName);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode ? Publish(added) : added;
    }

    // As a connection string that is added by itself: a value, whose parameter is asked for.
    private static IResourceBuilder<S3BucketResource> Publish(IResourceBuilder<S3BucketResource> bucket)
    {
        var name = bucket.Resource.Name;
        bucket.Resource.Published = bucket.ApplicationBuilder
            .AddParameterFromConfiguration($"{name}-connection-string", $"ConnectionStrings:{name}", secret: true)
            .Resource;
        return bucket.WithManifestPublishingCallback(context =>
        {
            context.Writer.WriteString("type", "value.v0");
            context.WriteConnectionString(bucket.Resource);
        });
    }

    private static string Named(string bucket) => BucketName().IsMatch(bucket)
        ? bucket
        : throw new ArgumentException(
            $"'{bucket}' cannot be a bucket's name. Use 3 to 63 lower-case letters, digits, hyphens and dots, or give "
            + "the bucket another name than the resource: AddBucket(name, bucketName).",
            nameof(bucket));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();
}
