using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Discovitas.S3.Client;

/// <summary>
/// The credentials that the SDK finds by itself (environment, profile, container, instance role). The SDK looks for
/// them at the first call and renews them. The client receives them explicitly, so that the expiry of temporary
/// credentials is known.
/// </summary>
internal sealed class MachineCredentials : AWSCredentials
{
    /// <summary>Gets the credentials found at the last call.</summary>
    internal AWSCredentials? Found { get; private set; }

    public override DateTime? Expiration
    {
        get => Found?.Expiration;
        set => throw new NotSupportedException();
    }

    public override ImmutableCredentials GetCredentials() =>
        (Found = DefaultAWSCredentialsIdentityResolver.GetCredentials()).GetCredentials();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        Found = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync().ConfigureAwait(false);
        return await Found.GetCredentialsAsync().ConfigureAwait(false);
    }
}
