using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Creates clients that send each request once, to see what the store itself answers.</summary>
internal static class CheckClients
{
    private const string DefaultRegion = "us-east-1";

    /// <summary>Creates a client with the endpoint and the credentials of the settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="pathStyle">Whether the bucket is in the path of a URL.</param>
    /// <param name="traffic">Counts the requests.</param>
    /// <param name="checksums">When the SDK computes checksums, which it sends in chunked bodies.</param>
    internal static AmazonS3Client Create(
        S3Settings settings,
        bool pathStyle,
        Traffic traffic,
        RequestChecksumCalculation checksums = RequestChecksumCalculation.WHEN_REQUIRED)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
            ForcePathStyle = pathStyle,
            RequestChecksumCalculation = checksums,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            HttpClientFactory = new CountingClients(traffic),
        };
        if (settings.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = settings.Region ?? DefaultRegion;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region ?? DefaultRegion);
        }

        return Credentials(settings) is { } credentials
            ? new AmazonS3Client(credentials, config)
            : new AmazonS3Client(config);
    }

    /// <summary>Returns whether the settings put the bucket into the path of a URL.</summary>
    internal static bool UsesPath(S3Settings settings) => settings.ForcePathStyle
        ?? (settings.ServiceUrl is not null || settings.Bucket!.Contains('.', StringComparison.Ordinal));

    /// <summary>Returns whether the endpoint is a name, below which a bucket can have one of its own.</summary>
    internal static bool HasHostName(S3Settings settings) =>
        settings.ServiceUrl is null || !IPAddress.TryParse(new Uri(settings.ServiceUrl).Host.Trim('[', ']'), out _);

    private static AWSCredentials? Credentials(S3Settings settings) => settings switch
    {
        { AccessKeyId: null or "" } => null,
        { SessionToken: null or "" } => new BasicAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey),
        _ => new SessionAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey, settings.SessionToken),
    };
}
