using Amazon.S3;
using Discovitas.S3.Client;
using Discovitas.S3.Keeping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Registration;

/// <summary>Registers and builds what a store consists of: its service, and a client unless the app has one.</summary>
internal static class StoreServices
{
    internal static void Add(IServiceCollection services, string store)
    {
        services.TryAddKeyedSingleton(
            store, (provider, _) => new OwnClient(S3ClientFactory.Create(Settings(provider, store))));
        if (store.Length > 0)
        {
            services.TryAddKeyedSingleton(store, (provider, _) => Create(provider, store));
            return;
        }

        services.TryAddSingleton(provider => Create(provider, store));
        services.TryAddKeyedSingleton(store, (provider, _) => provider.GetRequiredService<S3Service>());
    }

    /// <summary>Returns the settings of a store as the app sees them.</summary>
    internal static S3Settings Settings(IServiceProvider services, string store) => store.Length == 0
        ? services.GetRequiredService<IOptions<S3Settings>>().Value
        : services.GetRequiredService<IOptionsMonitor<S3Settings>>().Get(store);

    private static S3Service Create(IServiceProvider services, string store)
    {
        var settings = Settings(services, store);
        var appClient = AppClient(services, store);
        return new S3Service(
            appClient ?? services.GetRequiredKeyedService<OwnClient>(store).Client,
            appClient is null ? settings : ClientSettings.Agree(settings, appClient.Config),
            Logger(services, store),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            StoreExtensions.From(services, store));
    }

    private static IAmazonS3? AppClient(IServiceProvider services, string store) =>
        (store.Length > 0 ? services.GetKeyedService<IAmazonS3>(store) : null) ?? services.GetService<IAmazonS3>();

    // A named store has a category of its own, so that each line of the log names it.
    private static ILogger Logger(IServiceProvider services, string store)
    {
        var category = typeof(S3Service).FullName + (store.Length > 0 ? "." + store : "");
        return services.GetService<ILoggerFactory>()?.CreateLogger(category) ?? NullLogger.Instance;
    }
}
