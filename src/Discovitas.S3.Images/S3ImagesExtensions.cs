using Discovitas.S3.Images.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="S3UploadsBuilder"/>.</summary>
public static class S3ImagesExtensions
{
    /// <summary>
    /// Has the pictures of this store checked, and their metadata removed, before they are kept, however they are
    /// uploaded (<see cref="ImageFilter"/>). The options come from section <c>Images</c> inside the section that the
    /// store reads, <c>S3:Images</c> by default, and then from code. A named store takes from <c>S3:Images</c> what its
    /// own section, for instance <c>S3:avatars:Images</c>, does not set. Calling this method again for the same store
    /// changes the options further: what it sets, <see cref="ImageOptions.OnImageKept"/> included, replaces what was
    /// set before.
    /// </summary>
    /// <param name="builder">The store.</param>
    /// <param name="configure">
    /// Sets the options, and has precedence over the configuration. The default is to remove metadata, and to accept
    /// pictures of up to 50 million pixels. Wrong options stop the app's start.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddS3Uploads().AddImages(options => options.MaxPixels = 20_000_000);
    /// </code>
    /// </example>
    public static S3UploadsBuilder AddImages(this S3UploadsBuilder builder, Action<ImageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, store) = (builder.Services, builder.Name);
        var isFirst = !services.Any(service => service.IsKeyedService
            && service.ServiceType == typeof(ImageFilter) && Equals(service.ServiceKey, store));
        if (isFirst)
        {
            // Before what code sets.
            builder.AddSubsection<ImageOptions>(
                ConfiguredImages.Section, ConfiguredImages.Names, ConfiguredImages.Apply);
        }

        services.AddOptions<ImageOptions>(store).Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ImageOptions>, ImageOptionsValidator>());
        if (isFirst)
        {
            services.AddKeyedSingleton(store, (provider, _) => ImageFilter.From(
                () => provider.GetRequiredService<IOptionsMonitor<ImageOptions>>().Get(store)));
            builder.AddContentFilter(provider => provider.GetRequiredKeyedService<ImageFilter>(store));
            builder.OnKept(provider => KeptImages.From(provider, store));
        }

        return builder;
    }
}
