using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3.AspNetCore.Health;

/// <summary>Creates the health check of one store.</summary>
/// <param name="store">The name of the store; null or empty for the store of <c>AddS3Uploads()</c>.</param>
internal sealed class S3HealthCheckFactory(string? store)
{
    private string Store { get; } = store ?? "";

    /// <exception cref="InvalidOperationException">The store is not registered.</exception>
    internal IHealthCheck Create(IServiceProvider services) => new S3HealthCheck(Store.Length == 0
        ? services.GetRequiredService<S3Service>()
        : services.GetKeyedService<S3Service>(Store) ?? throw new InvalidOperationException(
            $"The health check uses the store \"{Store}\", which does not exist: call "
            + $"services.AddS3Uploads(\"{Store}\")."));

    /// <summary>Returns whether a registration checks the same store.</summary>
    internal bool IsOf(HealthCheckRegistration registration) =>
        registration.Factory.Target is S3HealthCheckFactory other && other.Store == Store;
}
