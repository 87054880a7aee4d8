using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>The services of an app without a host.</summary>
internal static class AppServices
{
    internal static IConfigurationRoot InMemory(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    /// <summary>Builds them from what the app adds, and from its configuration if it has one.</summary>
    internal static ServiceProvider Provider(Action<IServiceCollection> add, IConfiguration? configuration = null)
    {
        var services = new ServiceCollection();
        if (configuration is not null)
        {
            services.AddSingleton(configuration);
        }

        add(services);
        return services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Returns the settings of its default store.</summary>
    internal static S3Settings Settings(Action<IServiceCollection> add, IConfiguration? configuration = null)
    {
        using var provider = Provider(add, configuration);
        return provider.GetRequiredService<IOptions<S3Settings>>().Value;
    }
}
