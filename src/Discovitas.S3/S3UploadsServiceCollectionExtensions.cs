using Discovitas.S3.Configuration;
using Discovitas.S3.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Registers <see cref="S3Service"/>, a singleton for each store. A store's settings are checked when the app starts. A
/// store uses the <c>IAmazonS3</c> that the app registers, keyed by the store's name or unkeyed; otherwise it has a
/// client of its own, which no other code of the app can resolve. A repeated call with the same arguments changes
/// nothing; other calls for the same store apply in order, and two different buckets stop the start.
/// </summary>
public static class S3UploadsServiceCollectionExtensions
{
    /// <summary>Adds the default store, with its settings from section <c>S3</c> of the app's configuration.</summary>
    /// <param name="services">The app's services.</param>
    /// <returns>A builder that configures the store.</returns>
    public static S3UploadsBuilder AddS3Uploads(this IServiceCollection services) =>
        Add(services, new S3SettingsSource(Options.DefaultName, null, null));

    /// <summary>Adds the default store, with its settings from another section.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">The section, for instance <c>configuration.GetSection("Pictures")</c>.</param>
    /// <returns>A builder that configures the store.</returns>
    public static S3UploadsBuilder AddS3Uploads(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, new S3SettingsSource(Options.DefaultName, section, null));
    }

    /// <summary>
    /// Adds the default store, with its settings from code alone: section <c>S3</c> is not read. To change what the
    /// section sets, call <c>AddS3Uploads().Configure(…)</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>A builder that configures the store.</returns>
    public static S3UploadsBuilder AddS3Uploads(this IServiceCollection services, Action<S3Settings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, new S3SettingsSource(Options.DefaultName, null, configure));
    }

    /// <summary>
    /// Adds the default store, with all its settings from an instance, for instance that of an embedded server:
    /// <c>AddS3Uploads(settings: server.CreateSettings())</c>. Section <c>S3</c> is not read.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="settings">The settings; they are copied when the store first needs them.</param>
    /// <returns>A builder that configures the store.</returns>
    public static S3UploadsBuilder AddS3Uploads(this IServiceCollection services, S3Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Add(services, new S3SettingsSource(Options.DefaultName, null, settings.CopyTo));
    }

    /// <summary>
    /// Adds a named store, with its settings from section <c>S3:{name}</c> of the app's configuration. Settings missing
    /// there come from section <c>S3</c>. The service is keyed by the name:
    /// <c>[FromKeyedServices("avatars")] S3Service</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The store's name, for instance <c>avatars</c>.</param>
    /// <returns>A builder that configures the store.</returns>
    /// <exception cref="ArgumentException">
    /// The name is empty, contains a colon, or is the name of a setting.
    /// </exception>
    public static S3UploadsBuilder AddS3Uploads(this IServiceCollection services, string name) =>
        Add(services, new S3SettingsSource(Named(name), null, null));

    /// <summary>
    /// Adds a named store, with its settings from another section. Settings missing there come from section <c>S3</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The store's name, for instance <c>avatars</c>.</param>
    /// <param name="section">The section, for instance <c>configuration.GetSection("Pictures")</c>.</param>
    /// <returns>A builder that configures the store.</returns>
    /// <exception cref="ArgumentException">
    /// The name is empty, contains a colon, or is the name of a setting.
    /// </exception>
    public static S3UploadsBuilder AddS3Uploads(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, new S3SettingsSource(Named(name), section, null));
    }

    /// <summary>
    /// Adds a named store, with its settings from code. Settings missing there come from section <c>S3</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The store's name, for instance <c>avatars</c>.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <returns>A builder that configures the store.</returns>
    /// <exception cref="ArgumentException">
    /// The name is empty, contains a colon, or is the name of a setting.
    /// </exception>
    public static S3UploadsBuilder AddS3Uploads(
        this IServiceCollection services, string name, Action<S3Settings> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, new S3SettingsSource(Named(name), null, configure));
    }

    private static S3UploadsBuilder Add(IServiceCollection services, S3SettingsSource source)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => Equals(service.ImplementationInstance, source)))
        {
            services.AddSingleton(source);
            services.AddSingleton<IConfigureOptions<S3Settings>>(
                provider => new S3SettingsFromSource(provider, source));
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<S3Settings>, S3SettingsFromPlainNames>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<S3Settings>, S3SettingsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<S3Settings>, OneBucketPerStore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<S3StartCheck>, S3StartCheckValidator>());
        services.AddOptions<S3StartCheck>(source.Store).ValidateOnStart();
        StoreServices.Add(services, source.Store);
        return new S3UploadsBuilder(services, source.Store);
    }

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return SettingNames.CanBeSection(name)
            ? name
            : throw new ArgumentException(
                $"'{name}' cannot be a store's name: it is the name of a setting, or contains a colon. Choose another.",
                nameof(name));
    }
}
