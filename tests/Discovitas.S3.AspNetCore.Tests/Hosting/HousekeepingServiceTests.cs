using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests.Hosting;

/// <summary>Housekeeping while an app runs.</summary>
public sealed class HousekeepingServiceTests
{
    [Fact]
    public async Task AnApp_KeepsHouse_UntilItStops()
    {
        using var log = new LogCollector(LogLevel.Warning);
        await using var app = Build(log, builder => builder.AddHousekeeping().AddHousekeeping(
            options => options.Interval = TimeSpan.FromDays(30)));
        var service = app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Should().ContainSingle(hosted => hosted.GetType().Name == "HousekeepingService").Subject;

        await app.StartAsync();
        service.ExecuteTask!.IsCompleted.Should().BeFalse();
        await app.StopAsync();

        service.ExecuteTask.IsCompleted.Should().BeTrue();
        log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task NamedStores_KeepHouseEach()
    {
        await using var app = Build(null, builder =>
        {
            builder.AddHousekeeping();
            builder.Services.AddS3Uploads("avatars", settings => settings.Bucket = "avatars")
                .AddHousekeeping(options => options.Depth = 3).AddHousekeeping();
        });

        app.Services.GetServices<IHostedService>().Count(hosted => hosted.GetType().Name == "HousekeepingService")
            .Should().Be(2);
        var options = app.Services.GetRequiredService<IOptionsMonitor<HousekeepingOptions>>();
        (options.Get("avatars").Depth, options.Get("").Depth).Should().Be((3, 1));
    }

    [Fact]
    public async Task WrongOptions_StopTheStart()
    {
        await using var app = Build(null, builder => builder.AddHousekeeping(options =>
        {
            options.Depth = 0;
            options.Interval = TimeSpan.Zero;
        }));

        (await app.Invoking(started => started.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .Which.Failures.Should().HaveCount(2).And.OnlyContain(
                failure => failure.StartsWith("AddHousekeeping: HousekeepingOptions.", StringComparison.Ordinal));
    }

    private static WebApplication Build(LogCollector? log, Action<S3UploadsBuilder> configure) =>
        Apps.Build(services => configure(services.AddS3Uploads(_ => { })), log);
}
