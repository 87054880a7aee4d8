using Discovitas.S3.AspNetCore.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="IHealthChecksBuilder"/>.</summary>
public static class S3UploadsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check that sends one request to the store to check whether its bucket can be used
    /// (<see cref="S3Service.CheckAccessAsync"/>). It writes nothing. If the check fails, its description states the
    /// cause and the remedy, without secrets. Calling this method again with the same name and store has no effect.
    /// </summary>
    /// <param name="builder">The health checks of the app.</param>
    /// <param name="store">The name of the store. The default is the store of <c>AddS3Uploads()</c>.</param>
    /// <param name="name">
    /// The name of the check. The default is <c>s3</c>, or <c>s3-avatars</c> for a store "avatars".
    /// </param>
    /// <param name="failureStatus">The status to report on failure. The default is unhealthy.</param>
    /// <param name="tags">Tags to select checks by, for instance <c>ready</c>.</param>
    /// <param name="timeout">
    /// How long the check may take. The default is no limit of its own: if the store does not respond, the check takes
    /// <see cref="S3Settings.IdleTimeout"/>.
    /// </param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddS3Uploads(
        this IHealthChecksBuilder builder,
        string? store = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        name ??= string.IsNullOrEmpty(store) ? "s3" : $"s3-{store}";
        ArgumentException.ThrowIfNullOrEmpty(name);
        var factory = new S3HealthCheckFactory(store);
        var registration = new HealthCheckRegistration(name, factory.Create, failureStatus, tags, timeout);
        builder.Services.Configure<HealthCheckServiceOptions>(options =>
        {
            // If the app has another check of this name, the framework reports the conflict.
            if (!options.Registrations.Any(other => other.Name == name && factory.IsOf(other)))
            {
                options.Registrations.Add(registration);
            }
        });
        return builder;
    }
}
