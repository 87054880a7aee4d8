using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>The SDK's client as it comes, and as this library builds it for an app.</summary>
internal static class SdkClients
{
    internal static IAmazonS3 ByDefault(Target target) => new AmazonS3Client(
        new BasicAWSCredentials(target.AccessKeyId, target.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = target.Url.OriginalString,
            AuthenticationRegion = target.Region,
            ForcePathStyle = true,
        });

    /// <summary>
    /// The SDK's client with this library's configuration: the same bytes on the wire, and nothing else of this
    /// library.
    /// </summary>
    internal static IAmazonS3 WithOurProfile(Target target)
    {
        using var client = S3Client.Create(target.Settings);
        var ours = (AmazonS3Config)client.Config;
        return new AmazonS3Client(
            new BasicAWSCredentials(target.AccessKeyId, target.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = target.Url.OriginalString,
                AuthenticationRegion = target.Region,
                ForcePathStyle = true,
                RequestChecksumCalculation = ours.RequestChecksumCalculation,
                ResponseChecksumValidation = ours.ResponseChecksumValidation,
                BufferSize = ours.BufferSize,
                HttpClientFactory = ours.HttpClientFactory,
                ConnectTimeout = ours.ConnectTimeout,
                Timeout = ours.Timeout,
            });
    }

    /// <summary>With this library's client and service, as an app has them.</summary>
    internal static ServiceProvider AsOurs(Target target, Action<S3UploadsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddS3Uploads(settings => settings.PointTo(target.Settings));
        configure?.Invoke(builder);
        return services.BuildServiceProvider();
    }
}
