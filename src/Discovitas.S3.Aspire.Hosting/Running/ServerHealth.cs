using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3.Aspire.Hosting.Running;

/// <summary>Checks by a signed request that a server responds, and that it has a bucket.</summary>
/// <param name="life">The server.</param>
/// <param name="bucket">The bucket; null for the server alone.</param>
internal sealed class ServerHealth(ServerLife life, string? bucket) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (life.Settings is not { } settings)
        {
            return HealthCheckResult.Unhealthy("The server does not run.");
        }

        var buckets = await Buckets.NamesAsync(settings, cancellationToken).ConfigureAwait(false);
        return bucket is null || buckets.Contains(bucket)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The bucket {bucket} does not exist.");
    }
}
