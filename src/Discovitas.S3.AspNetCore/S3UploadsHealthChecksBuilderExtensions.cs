using Discovitas.S3.AspNetCore.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3;

/// <summary>Registers a health check of the store.</summary>
public static class S3UploadsHealthChecksBuilderExtensions
{
    // One delegate, by which a registration of ours is known again.
    private static readonly Func<IServiceProvider, IHealthCheck> Factory = static provider => new S3HealthCheck(provider.GetRequiredService<S3Service>());

    /// <summary>
    /// Adds a health check that asks the store once whether <see cref="S3Service"/>, which <c>AddS3Uploads</c> on the services registers, may use
    /// its bucket (<see cref="S3Service.CheckAccessAsync"/>). It writes nothing. What is wrong, and advice, is in the description, which holds no secret.
    /// Calling this again with the same name changes nothing.
    /// </summary>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What the app is while the store cannot be used. Default: unhealthy.</param>
    /// <param name="tags">To choose checks by, for instance <c>ready</c>.</param>
    /// <param name="timeout">How long the store may take. Default: a silent one takes <see cref="S3Settings.IdleTimeout"/>.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddS3Uploads(
        this IHealthChecksBuilder builder, string name = "s3", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var registration = new HealthCheckRegistration(name, Factory, failureStatus, tags, timeout);
        builder.Services.Configure<HealthCheckServiceOptions>(options =>
        {
            // Another's check of this name is left to the framework, which names the two.
            if (!options.Registrations.Any(other => other.Name == name && other.Factory == Factory))
            {
                options.Registrations.Add(registration);
            }
        });
        return builder;
    }
}
