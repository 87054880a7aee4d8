using Amazon.Runtime;

namespace Discovitas.S3.Tests.Support;

/// <summary>Temporary credentials, or none.</summary>
/// <param name="credentials">The credentials; null if there are none.</param>
/// <param name="end">The time at which they end.</param>
internal sealed class ExpiringCredentials(ImmutableCredentials? credentials, DateTime end) : AWSCredentials
{
    public override DateTime? Expiration
    {
        get => end;
        set => throw new NotSupportedException();
    }

    public override ImmutableCredentials GetCredentials() =>
        credentials ?? throw new AmazonClientException("Failed to resolve AWS credentials.");

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());
}
