using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>The services of an app with a configuration.</summary>
internal sealed class ConfiguredApp : IDisposable
{
    private readonly ServiceProvider _services;

    internal ConfiguredApp(string json, Action<IServiceCollection, IConfiguration> add)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        add(services, configuration);
        _services = services.BuildServiceProvider();
    }

    internal ImageOptions Options(string store = "") =>
        _services.GetRequiredService<IOptionsMonitor<ImageOptions>>().Get(store);

    /// <summary>Gets what stops the start of the app.</summary>
    internal IReadOnlyList<string> Problems
    {
        get
        {
            try
            {
                _services.GetRequiredService<IStartupValidator>().Validate();
                return [];
            }
            catch (OptionsValidationException one)
            {
                return [.. one.Failures];
            }
            catch (AggregateException several)
            {
                return
                [
                    .. several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures),
                ];
            }
        }
    }

    public void Dispose() => _services.Dispose();
}
