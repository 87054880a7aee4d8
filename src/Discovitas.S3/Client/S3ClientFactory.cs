using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Addressing;

namespace Discovitas.S3.Client;

/// <summary>Builds the client for an app that has none of its own. What it sets, the SDK's defaults do worse or not at all.</summary>
internal static class S3ClientFactory
{
    private const int SendBufferSize = 1024 * 1024;

    internal static IAmazonS3 Create(S3Settings settings)
    {
        var config = new AmazonS3Config
        {
            // The SDK's own checksums are slow, and several stores refuse the way they are sent; ours go as a header.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,

            // Tried again is in Bucket; a connection that the store closed meanwhile counts as a failure there too.
            MaxStaleConnectionRetries = 0,
            ConnectTimeout = settings.ConnectTimeout,

            // A request that stands still is ended by RequestWatch; one that moves may take as long as it takes.
            Timeout = Timeout.InfiniteTimeSpan,

            // For what is sent as any other client sends it; parts are not.
            BufferSize = SendBufferSize,
            HttpClientFactory = new S3HttpClientFactory(),
            EndpointProvider = new KnownEndpoints(),
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

    private static AWSCredentials Credentials(S3Settings settings) => settings switch
    {
        { AccessKeyId: null or "" } => new MachineCredentials(),
        { SessionToken: null or "" } => new BasicAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey),
        _ => new SessionAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken),
    };
}
