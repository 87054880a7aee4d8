using Amazon.S3;
using Discovitas.S3.Client;
using Discovitas.S3.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Registers <see cref="S3Service"/> as a singleton. The settings are checked when the app starts. An <see cref="IAmazonS3"/> that the
/// app registers itself is used, whether before this or after; else one is built from the settings. Calling this again does no harm.
/// </summary>
public static class S3UploadsServiceCollectionExtensions
{
    /// <summary>Takes the settings from section <c>S3</c> of the app's configuration, if it has one.</summary>
    /// <param name="services">The app's services.</param>
    /// <returns>The settings' options, to set more in code.</returns>
    public static OptionsBuilder<S3Settings> AddS3Uploads(this IServiceCollection services)
    {
        var settings = AddCore(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<S3Settings>, S3SettingsFromConfiguration>());
        return settings;
    }

    /// <summary>Takes the settings from another section.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">The section, for instance <c>configuration.GetSection("Pictures")</c>.</param>
    /// <returns>The settings' options, to set more in code.</returns>
    public static OptionsBuilder<S3Settings> AddS3Uploads(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddCore(services).Configure(settings => S3SettingsFromConfiguration.Bind(section, settings));
    }

    /// <summary>Takes the settings from code.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets them.</param>
    /// <returns>The settings' options, to set more in code.</returns>
    public static OptionsBuilder<S3Settings> AddS3Uploads(this IServiceCollection services, Action<S3Settings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddCore(services).Configure(configure);
    }

    private static OptionsBuilder<S3Settings> AddCore(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => S3ClientFactory.Create(provider.GetRequiredService<IOptions<S3Settings>>().Value));
        services.TryAddSingleton(provider => new S3Service(
            provider.GetRequiredService<IAmazonS3>(),
            provider.GetRequiredService<IOptions<S3Settings>>(),
            provider.GetService<ILogger<S3Service>>(),
            provider.GetService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<S3Settings>, S3SettingsFromPlainNames>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<S3Settings>, S3SettingsValidator>());
        return services.AddOptions<S3Settings>().ValidateOnStart();
    }
}
