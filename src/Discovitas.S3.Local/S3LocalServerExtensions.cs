using Amazon.S3;
using Discovitas.S3.Local;
using Discovitas.S3.Local.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>Runs an app under test on an embedded S3.</summary>
public static class S3LocalServerExtensions
{
    // One server for all stores of the app.
    private const string ServerKey = "Discovitas.S3.Local.Server";

    /// <summary>
    /// Replaces every S3 that an app under test uses by one embedded server, which starts and stops with the app and
    /// keeps its objects in a temporary folder. For <c>ConfigureTestServices</c> of a <c>WebApplicationFactory</c>:
    /// call it after the app has registered its services.
    /// </summary>
    /// <param name="services">The services of the app.</param>
    /// <param name="configure">Changes the server's options.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// Address, region and keys of all stores are replaced; the bucket of a store keeps its name and is created on the
    /// server, or is the server's own if none is configured. Key prefix, limits and all other settings stay as they
    /// are. The app's own <c>IAmazonS3</c>, if it registered one, becomes a client of the server, and a folder of
    /// <c>UseLocalFolder</c> is not used. The server is a service of the app:
    /// <c>factory.Services.GetRequiredService&lt;LocalS3Server&gt;()</c>.
    /// <para>
    /// It differs from <c>UseLocalFolder</c>, which is called by the app itself for one store, in Development only, and
    /// keeps the files.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// await using var factory = new WebApplicationFactory&lt;Program&gt;().WithWebHostBuilder(host =>
    ///     host.ConfigureTestServices(services => services.UseLocalS3()));
    /// </code>
    /// </example>
    public static IServiceCollection UseLocalS3(
        this IServiceCollection services, Action<LocalS3Options>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        for (var index = 0; index < services.Count; index++)
        {
            services[index] = Replace(services[index]);
        }

        services.AddKeyedSingleton(ServerKey, (_, _) => Start(configure));
        services.AddSingleton(provider => Get(provider).Server);
        services.AddSingleton<IHostedService>(Get);
        return services.AddSingleton<IPostConfigureOptions<S3Settings>>(
            provider => new LocalS3Settings(Get(provider), provider));
    }

    private static LocalFolderService Start(Action<LocalS3Options>? configure)
    {
        var options = new LocalS3Options();
        configure?.Invoke(options);
        return new LocalFolderService(options, keepsBuckets: true);
    }

    private static LocalFolderService Get(IServiceProvider provider) =>
        provider.GetRequiredKeyedService<LocalFolderService>(ServerKey);

    private static ServiceDescriptor Replace(ServiceDescriptor service)
    {
        if (service.ServiceType == typeof(LocalFolderService) && !Equals(service.ServiceKey, ServerKey))
        {
            return ServiceDescriptor.KeyedSingleton(service.ServiceKey, (provider, _) => Get(provider));
        }

        if (service.ServiceType != typeof(IAmazonS3))
        {
            return service;
        }

        return service.IsKeyedService
            ? ServiceDescriptor.KeyedSingleton(service.ServiceKey, (provider, _) => Client(provider))
            : ServiceDescriptor.Singleton(Client);
    }

    private static IAmazonS3 Client(IServiceProvider provider) =>
        S3Client.Create(provider.GetRequiredService<LocalS3Server>().CreateSettings());
}
