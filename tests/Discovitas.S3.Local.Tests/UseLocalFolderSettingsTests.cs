using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Tests;

/// <summary>The settings of stores whose files are in a folder.</summary>
public sealed class UseLocalFolderSettingsTests
{
    [Fact]
    public void UseLocalFolder_WithAConfiguration_ReplacesTheStoreOnly()
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationManager
        {
            ["S3:Bucket"] = "real",
            ["S3:Region"] = "eu-west-1",
            ["S3:PublicBaseUrl"] = "https://cdn.example.com",
            ["S3:KeyPrefix"] = "pictures/",
            ["S3:AccessKeyId"] = "AKIDREAL",
            ["S3:SecretAccessKey"] = "real",
            ["S3:SessionToken"] = "real",
            ["AWS_SESSION_TOKEN"] = "real",
            ["S3:MaxFileSize"] = "5",
        };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddS3Uploads().UseLocalFolder(folder.Path, local => local.Bucket = "mine");
        using var provider = services.BuildServiceProvider();

        var settings = provider.GetRequiredService<IOptions<S3Settings>>().Value;

        settings.Should().BeEquivalentTo(new
        {
            Bucket = "mine",
            Region = "us-east-1",
            PublicBaseUrl = (string?)null,
            SessionToken = (string?)null,
            AccessKeyId = "LOCALDEVELOPMENT",
            ForcePathStyle = true,
            KeyPrefix = "pictures/",
            MaxFileSize = 5,
        });
        new Uri(settings.ServiceUrl!).Host.Should().Be("127.0.0.1");
    }

    [Fact]
    public async Task UseLocalFolder_CalledTwice_UsesTheLast()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        var builder = FolderApps.InDevelopment();
        builder.Services.AddS3Uploads().UseLocalFolder(first.Path).UseLocalFolder(second.Path);
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);

        Directory.GetFileSystemEntries(first.Path).Should().BeEmpty();
        Directory.GetFileSystemEntries(second.Path).Should().NotBeEmpty();
        await host.StopAsync();
    }

    [Fact]
    public void UseLocalFolder_ReplacingAConfiguredBucket_WarnsOnce()
    {
        using var folder = new TemporaryFolder();
        using var logs = new FakeLoggerProvider();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(logs));
        services.AddSingleton<IConfiguration>(
            new ConfigurationManager { ["S3:Bucket"] = "real", ["S3:Region"] = "eu-west-1" });
        services.AddS3Uploads().UseLocalFolder(folder.Path);
        using var provider = services.BuildServiceProvider();

        _ = provider.GetRequiredService<IOptions<S3Settings>>().Value;
        _ = provider.GetRequiredService<IOptionsMonitor<S3Settings>>().CurrentValue;

        logs.Collector.GetSnapshot().Where(line => line.Level == LogLevel.Warning).Should().ContainSingle()
            .Which.Message
                .Should().Be($"UseLocalFolder stores files in {folder.Path}, and not in the configured bucket real");
    }

    [Fact]
    public async Task UseLocalFolder_OfTwoStores_KeepsTheirFilesApart()
    {
        using var folder = new TemporaryFolder();
        var services = new ServiceCollection();
        services.AddS3Uploads().UseLocalFolder(Path.Combine(folder.Path, "one"));
        services.AddS3Uploads("avatars").UseLocalFolder(Path.Combine(folder.Path, "two"));
        await using var provider = services.BuildServiceProvider();
        var avatars = provider.GetRequiredKeyedService<S3Service>("avatars");

        var file = await avatars.StoreAsync(FolderApps.Hello);

        (await avatars.ExistsAsync(file.Key)).Should().BeTrue();
        (await provider.GetRequiredService<S3Service>().ExistsAsync(file.Key)).Should().BeFalse();
    }
}
