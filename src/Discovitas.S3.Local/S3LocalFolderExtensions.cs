using Discovitas.S3.Local;
using Discovitas.S3.Local.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>Development without an account: <c>services.AddS3Uploads().UseLocalFolder("data/s3")</c>.</summary>
public static class S3LocalFolderExtensions
{
    /// <summary>
    /// Runs an S3 server inside the app that keeps its objects in a folder, and points the settings at it: bucket,
    /// region, address and keys. All other settings, key prefix and limits among them, stay as they are. Called again,
    /// the last call counts.
    /// </summary>
    /// <param name="builder">What <c>AddS3Uploads</c> returned.</param>
    /// <param name="folder">The folder, made if it is not there; a relative one is below the app's content root, or the
    /// current directory.</param>
    /// <param name="configure">Changes the server's options.</param>
    /// <remarks>
    /// The server is up when the host has started, and stops with it. Without a host it comes up when the settings are
    /// first asked for, and stops when the service provider is disposed. See <see cref="LocalS3Server"/> for what it
    /// can do.
    /// </remarks>
    public static OptionsBuilder<S3Settings> UseLocalFolder(
        this OptionsBuilder<S3Settings> builder, string folder, Action<LocalS3Options>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);

        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(LocalFolderService)))
        {
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LocalFolderService>());
        }

        services.RemoveAll<LocalFolderService>();
        services.AddSingleton(provider => new LocalFolderService(Options(provider, folder, configure)));
        return builder.Configure<LocalFolderService>((settings, local) => local.Server.ApplyTo(settings));
    }

    private static LocalS3Options Options(IServiceProvider provider, string folder, Action<LocalS3Options>? configure)
    {
        var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory();
        var options = new LocalS3Options { Folder = Path.GetFullPath(folder, root) };
        configure?.Invoke(options);
        return options;
    }
}
