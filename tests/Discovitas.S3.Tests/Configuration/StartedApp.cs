using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.Tests.Configuration;

/// <summary>An app that starts with a configuration.</summary>
internal static class StartedApp
{
    /// <summary>
    /// Starts and stops it, without the machine's own environment, which may have a region and keys in it.
    /// </summary>
    /// <returns>What was logged.</returns>
    internal static async Task<IReadOnlyList<FakeLogRecord>> StartAsync(
        Dictionary<string, string?> configuration,
        Action<HostApplicationBuilder>? add = null,
        Action<S3Service>? use = null)
    {
        using var logs = new FakeLoggerProvider();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Logging.AddProvider(logs);
        (add ?? (app => app.Services.AddS3Uploads()))(builder);
        using var host = builder.Build();
        await host.StartAsync();
        use?.Invoke(host.Services.GetRequiredService<S3Service>());
        await host.StopAsync();
        return logs.Collector.GetSnapshot();
    }
}
