using Discovitas.S3.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="S3UploadsBuilder"/>.</summary>
public static class S3UploadsBuilderExtensions
{
    /// <summary>
    /// Measures and cleans the store's bucket in the background while the app runs
    /// (<see cref="S3Housekeeping.RunAsync"/>). A failing round is logged and repeated after the next interval; it
    /// never stops the app. Calling this method again for the same store changes the options further.
    /// </summary>
    /// <param name="builder">The store.</param>
    /// <param name="configure">
    /// Sets the options. The default is to measure every hour, and to delete what is pending for 2 days and abort what
    /// is unfinished for 7. Wrong options stop the app's start.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddS3Uploads().AddHousekeeping(options => options.WarnAboveBytes = 500_000_000_000);
    /// </code>
    /// </example>
    public static S3UploadsBuilder AddHousekeeping(
        this S3UploadsBuilder builder, Action<HousekeepingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, store) = (builder.Services, builder.Name);
        services.AddOptions<HousekeepingOptions>(store).Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HousekeepingOptions>, HousekeepingOptionsValidator>());
        if (!services.Any(service => service.IsKeyedService
            && service.ServiceType == typeof(HousekeepingService) && Equals(service.ServiceKey, store)))
        {
            services.AddKeyedSingleton(store, (provider, _) => new HousekeepingService(provider, store));
            services.AddSingleton<IHostedService>(
                provider => provider.GetRequiredKeyedService<HousekeepingService>(store));
        }

        return builder;
    }
}
