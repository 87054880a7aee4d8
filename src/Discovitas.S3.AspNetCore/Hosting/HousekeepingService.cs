using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Hosting;

/// <summary>Runs the housekeeping of one store while the app runs.</summary>
internal sealed class HousekeepingService(IServiceProvider services, string store) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = services.GetRequiredService<IOptionsMonitor<HousekeepingOptions>>().Get(store);
        var s3 = services.GetRequiredKeyedService<S3Service>(store);

        // A test of the app may have replaced the service by a mock.
        return s3.Housekeeping?.RunAsync(options, stoppingToken) ?? Task.CompletedTask;
    }
}
