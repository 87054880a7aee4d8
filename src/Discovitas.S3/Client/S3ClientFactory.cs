using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Addressing;

namespace Discovitas.S3.Client;

/// <summary>
/// Creates the client for an app that has none of its own. Overrides SDK defaults that are slow, unsafe or missing.
/// </summary>
internal static class S3ClientFactory
{
    private const int SendBufferSize = 1024 * 1024;

    internal static IAmazonS3 Create(S3Settings settings)
    {
        var config = new AmazonS3Config
        {
            // The SDK's own checksums are slow, and several stores reject the way they are sent; ours are sent as a
            // header.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,

            // S3Caller retries, also when the store has closed an idle connection.
            MaxStaleConnectionRetries = 0,
            ConnectTimeout = settings.ConnectTimeout,

            // RequestWatch ends a request that makes no progress; one that does may take any time.
            Timeout = Timeout.InfiniteTimeSpan,

            // For bodies that are not parts, which the SDK copies.
            BufferSize = SendBufferSize,
            HttpClientFactory = new S3HttpClientFactory(),
            EndpointProvider = new KnownEndpoints(),

            // The settings say where the store is (AWS_ENDPOINT_URL_S3 is among their sources), and so does each URL.
            IgnoreConfiguredEndpointUrls = true,
            ForcePathStyle = ObjectAddresses.UsesPathStyle(settings),
            DefaultAWSCredentials = Credentials(settings),
        };
        if (settings.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = settings.Region ?? "us-east-1";
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        }

        return new UploadClient(config);
    }

    internal static AWSCredentials Credentials(S3Settings settings) => settings switch
    {
        { AccessKeyId: null or "" } => new MachineCredentials(),
        { SessionToken: null or "" } => new BasicAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey),
        _ => new SessionAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken),
    };
}
