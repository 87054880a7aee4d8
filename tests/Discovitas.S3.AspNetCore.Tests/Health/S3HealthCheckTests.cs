using System.Net;
using System.Text.Json;
using Discovitas.S3.Local;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3.AspNetCore.Tests.Health;

/// <summary>What an app's health report says of its store.</summary>
public sealed class S3HealthCheckTests : IAsyncLifetime
{
    private const string WrongSecret = "wrong-secret-of-the-test";

    private LocalS3Server _server = null!;

    public async Task InitializeAsync() => _server = await LocalS3Server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task AddS3Uploads_OnAStoreThatAnswers_IsHealthy()
    {
        var report = await ReportAsync(checks => checks.AddS3Uploads(tags: ["ready"]));

        report.Status.Should().Be(HealthStatus.Healthy);
        report.Entries["s3"].Tags.Should().Equal("ready");
        Directory.EnumerateFiles(Path.Combine(_server.Folder, _server.Bucket), "*", SearchOption.AllDirectories)
            .Should().BeEmpty("a check must leave nothing");
    }

    [Fact]
    public async Task AddS3Uploads_WithAWrongSecret_SaysWhichSettingAndNoSecret()
    {
        var report =
            await ReportAsync(checks => checks.AddS3Uploads(), settings => settings.SecretAccessKey = WrongSecret);

        var entry = report.Entries["s3"];
        entry.Status.Should().Be(HealthStatus.Unhealthy);
        entry.Description.Should().Contain("SignatureDoesNotMatch").And.Contain("S3Settings.SecretAccessKey");
        entry.Exception.Should().BeOfType<S3StoreException>();
        var shown = JsonSerializer.Serialize(
            new { entry.Description, entry.Data, Exception = entry.Exception?.ToString(), entry.Tags });
        shown.Should().Contain("S3Settings.SecretAccessKey")
            .And.NotContainAny(WrongSecret, _server.SecretAccessKey, "X-Amz-Signature");
    }

    [Fact]
    public async Task AddS3Uploads_WithoutTheBucket_SaysSo()
    {
        var report = await ReportAsync(checks => checks.AddS3Uploads(), settings => settings.Bucket = "missing-bucket");

        report.Entries["s3"].Description.Should().Contain("NoSuchBucket").And.Contain("S3Settings.Bucket");
    }

    [Fact]
    public async Task AddS3Uploads_OnAStoreThatIsGone_IsAsBadAsRegistered()
    {
        await _server.DisposeAsync();

        var report = await ReportAsync(checks =>
            checks.AddS3Uploads(name: "pictures", failureStatus: HealthStatus.Degraded));

        report.Status.Should().Be(HealthStatus.Degraded);
        report.Entries["pictures"].Description.Should().ContainAll("no usable response", "S3Settings.ServiceUrl");
    }

    [Fact]
    public async Task AddS3Uploads_OnAStoreInTrouble_AsksOnce()
    {
        var asked = 0;
        _server.Faults = _ =>
        {
            Interlocked.Increment(ref asked);
            return S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown");
        };

        var report = await ReportAsync(checks => checks.AddS3Uploads());

        report.Status.Should().Be(HealthStatus.Unhealthy);
        asked.Should().Be(1);
    }

    [Fact]
    public async Task AddS3Uploads_OnASilentStore_EndsWithItsTimeout()
    {
        _server.Faults = _ => S3Fault.Silence;

        var report = await ReportAsync(checks => checks.AddS3Uploads(timeout: TimeSpan.FromMilliseconds(200)));

        report.Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task AddS3Uploads_Twice_IsOneCheck()
    {
        var report = await ReportAsync(checks => checks.AddS3Uploads().AddS3Uploads().AddS3Uploads(name: "other"));

        report.Entries.Keys.Should().BeEquivalentTo("s3", "other");
    }

    [Fact]
    public async Task AddS3Uploads_BesideAnothersCheckOfTheName_IsToldApart()
    {
        var report = () =>
            ReportAsync(checks => checks.AddCheck("s3", () => HealthCheckResult.Healthy()).AddS3Uploads());

        await report.Should().ThrowAsync<ArgumentException>().WithMessage("*s3*");
    }

    private async Task<HealthReport> ReportAsync(Action<IHealthChecksBuilder> add, Action<S3Settings>? configure = null)
    {
        var own = _server.CreateSettings();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddS3Uploads(settings =>
        {
            (settings.Bucket, settings.Region, settings.ServiceUrl) = (own.Bucket, own.Region, own.ServiceUrl);
            (settings.AccessKeyId, settings.SecretAccessKey) = (own.AccessKeyId, own.SecretAccessKey);
            configure?.Invoke(settings);
        });
        add(services.AddHealthChecks());
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}
