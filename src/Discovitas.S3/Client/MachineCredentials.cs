using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace Discovitas.S3.Client;

/// <summary>
/// The credentials that the SDK finds by itself (environment, profile, container, instance role), looked for at the
/// first call and renewed by the SDK. The client is given them explicitly, so that the expiry of temporary credentials
/// is known.
/// </summary>
internal sealed class MachineCredentials : AWSCredentials
{
    /// <summary>The credentials found at the last call.</summary>
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
