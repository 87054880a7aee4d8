using Amazon.Runtime;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>Temporary credentials as a role gives them: when they have ended, there are new ones to be had.</summary>
internal sealed class RefreshedCredentials(LocalS3Server server) : RefreshingAWSCredentials
{
    private int _generation;

    /// <summary>How often they have been fetched.</summary>
    internal int Generation => Volatile.Read(ref _generation);

    protected override CredentialsRefreshState GenerateNewCredentials()
    {
        Interlocked.Increment(ref _generation);
        return new CredentialsRefreshState(
            new ImmutableCredentials(server.AccessKeyId, server.SecretAccessKey, null),
            DateTime.UtcNow + TimeSpan.FromHours(1));
    }

    protected override Task<CredentialsRefreshState> GenerateNewCredentialsAsync() =>
        Task.FromResult(GenerateNewCredentials());
}
