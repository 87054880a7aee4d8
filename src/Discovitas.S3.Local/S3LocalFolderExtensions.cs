using Discovitas.S3.Local;
using Discovitas.S3.Local.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3;

/// <summary>Keeps a store's files in a folder of this machine, for development and tests.</summary>
public static class S3LocalFolderExtensions
{
    /// <summary>
    /// Runs an S3 server inside the app that keeps its objects in a folder, and points the store's settings at it:
    /// bucket, region, address and keys. All other settings, key prefix and limits among them, stay as they are. If a
    /// bucket is configured, a warning in the log says that it is replaced. After a repeated call only the last one
    /// counts.
    /// </summary>
    /// <param name="builder">The store, as <c>AddS3Uploads</c> returned it.</param>
    /// <param name="folder">
    /// The folder; it is created if it does not exist. A relative path starts at the app's content root, or at the
    /// current directory.
    /// </param>
    /// <param name="configure">Changes the server's options.</param>
    /// <param name="allowOutsideDevelopment">
    /// Whether the server may run in an environment other than Development. The default is false: there the app does
    /// not start.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The server is ready when the host has started, and stops with it. Without a host it starts when the settings are
    /// first used, and stops when the service provider is disposed. <see cref="LocalS3Server"/> says what it can do.
    /// </remarks>
    /// <example>
    /// <code>
    /// var uploads = builder.Services.AddS3Uploads();
    /// if (builder.Environment.IsDevelopment())
    /// {
    ///     uploads.UseLocalFolder("data/s3");
    /// }
    /// </code>
    /// </example>
    public static S3UploadsBuilder UseLocalFolder(
        this S3UploadsBuilder builder,
        string folder,
        Action<LocalS3Options>? configure = null,
        bool allowOutsideDevelopment = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        var (services, store) = (builder.Services, builder.Name);
        var earlier = services.FirstOrDefault(service =>
            service.ServiceType == typeof(LocalFolderService) && Equals(service.ServiceKey, store));
        services.AddKeyedSingleton(store, (provider, _) =>
        {
            RequireDevelopment(provider, allowOutsideDevelopment);
            return new LocalFolderService(Options(provider, folder, configure));
        });
        if (earlier is not null)
        {
            services.Remove(earlier);
            return builder;
        }

        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<LocalFolderService>(store));
        services.AddOptions<S3Settings>(store).Configure<IServiceProvider>((settings, provider) =>
            provider.GetRequiredKeyedService<LocalFolderService>(store).Replace(settings, provider));
        return builder;
    }

    // A program without a host says nothing about its environment.
    private static void RequireDevelopment(IServiceProvider provider, bool allowOutsideDevelopment)
    {
        if (!allowOutsideDevelopment
            && provider.GetService<IHostEnvironment>() is { } environment
            && !environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"UseLocalFolder is for development, and the environment is {environment.EnvironmentName}: files would "
                + "be kept on this machine, behind keys that everybody knows. Call it only if the environment is "
                + "Development, or pass allowOutsideDevelopment: true.");
        }
    }

    private static LocalS3Options Options(IServiceProvider provider, string folder, Action<LocalS3Options>? configure)
    {
        var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory();
        var options = new LocalS3Options
        {
            Folder = Path.GetFullPath(folder, root),
            LoggerFactory = provider.GetService<ILoggerFactory>(),
        };
        configure?.Invoke(options);
        return options;
    }
}
