using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Tests;

/// <summary>The server inside an app.</summary>
public sealed class UseLocalFolderTests
{
    [Fact]
    public async Task UseLocalFolder_InAHost_RunsWithTheHost()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                ContentRootPath = folder.Path,
                EnvironmentName = Environments.Development,
            });
        builder.Services.AddS3Uploads().UseLocalFolder("data/s3");
        using var host = builder.Build();
        await host.StartAsync();

        var url = await host.Services.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);

        using var http = new HttpClient();
        (await http.GetStringAsync(url)).Should().Be("hello");
        Directory.Exists(Path.Combine(folder.Path, "data", "s3", "local", "uploads"))
            .Should().BeTrue("a relative folder is below the content root");
        await host.StopAsync();
        await ShouldHaveStoppedAsync(url);
    }

    [Fact]
    public async Task UseLocalFolder_WithoutAHost_RunsFromFirstUseUntilTheProviderIsDisposed()
    {
        using var folder = new TemporaryFolder();
        string url;
        using var http = new HttpClient();
        await using (var provider = FolderApps.WithoutAHost(folder))
        {
            url = await provider.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);
            (await http.GetStringAsync(url)).Should().Be("hello");
        }

        await ShouldHaveStoppedAsync(url);
    }

    [Fact]
    public async Task UseLocalFolder_InAProviderDisposedSynchronously_Stops()
    {
        using var folder = new TemporaryFolder();
        var provider = FolderApps.WithoutAHost(folder);
        var url = await provider.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);

        provider.Dispose();

        await ShouldHaveStoppedAsync(url);
    }

    [Fact]
    public async Task UseLocalFolder_DisposedDuringItsStart_Succeeds()
    {
        using var folder = new TemporaryFolder();
        for (var round = 0; round < 50; round++)
        {
            var provider = FolderApps.WithoutAHost(folder);
            _ = provider.GetRequiredService<IOptions<S3Settings>>().Value;
            if (round % 2 == 0)
            {
                await provider.DisposeAsync();
            }
            else
            {
                provider.Dispose();
            }
        }
    }

    [Fact]
    public async Task UseLocalFolder_OnAPortInUse_FailsTheHostsStart()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var builder = FolderApps.InDevelopment();
        builder.Services.AddS3Uploads().UseLocalFolder(
            folder.Path, local => local.Port = ((IPEndPoint)other.LocalEndpoint).Port);
        using var host = builder.Build();

        var start = () => host.StartAsync();

        await start.Should().ThrowAsync<IOException>().WithMessage("Port * is in use*");
    }

    [Fact]
    public async Task UseLocalFolder_OutsideDevelopment_StopsTheStart()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = "Staging" });
        builder.Services.AddS3Uploads().UseLocalFolder(folder.Path);
        using var host = builder.Build();

        var start = () => host.StartAsync();

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "*the environment is Staging*allowOutsideDevelopment*");
    }

    [Fact]
    public async Task UseLocalFolder_OutsideDevelopment_RunsIfAllowed()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = "Staging" });
        builder.Services.AddS3Uploads().UseLocalFolder(folder.Path, allowOutsideDevelopment: true);
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<S3Service>().UploadAsync(FolderApps.Hello);

        await host.StopAsync();
    }

    private static async Task ShouldHaveStoppedAsync(string url)
    {
        using var http = new HttpClient();
        await http.Invoking(client => client.GetStringAsync(url)).Should().ThrowAsync<HttpRequestException>();
    }
}
