using Amazon.Runtime;

namespace Discovitas.S3.Tests.Direct;

/// <summary>Temporary keys that know their end, as those of a role do.</summary>
internal sealed class ExpiringCredentials : AWSCredentials
{
    internal ExpiringCredentials(DateTime? end) => Expiration = end;

    public override ImmutableCredentials GetCredentials() => new("ASIAEXAMPLE", "secret", "token");
}
