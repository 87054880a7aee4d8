using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The SDK's client as its defaults have it: only the address and the keys are given.</summary>
internal static class SdkClient
{
    internal static AmazonS3Client Default(LocalS3Server server) => new(
        new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = server.ServiceUrl,
            AuthenticationRegion = server.Region,
            ForcePathStyle = true,
        });
}
