using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The SDK's client.</summary>
internal static class SdkClient
{
    /// <summary>Creates it as its defaults have it: only the address and the keys are given.</summary>
    internal static IAmazonS3 Default(LocalS3Server server) => new AmazonS3Client(
        new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = server.ServiceUrl,
            AuthenticationRegion = server.Region,
            ForcePathStyle = true,
        });

    /// <summary>Creates it as this library does.</summary>
    internal static IAmazonS3 AsOurs(LocalS3Server server)
    {
        var settings = new S3Settings();
        OurUpload.Point(settings, server);
        return S3Client.Create(settings);
    }
}
