using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3.AspNetCore.Health;

/// <summary>
/// Healthy if <see cref="S3Service.CheckAccessAsync"/> succeeds, else the status that the app registered.
/// </summary>
internal sealed class S3HealthCheck(S3Service s3) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await s3.CheckAccessAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (S3StoreException failure)
        {
            // The message ends with advice, and contains no secret.
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }
}
