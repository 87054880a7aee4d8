using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Aspire.Tests;

/// <summary>A server by itself, in an AppHost without projects.</summary>
public sealed class S3ResourceTests
{
    [OrchestratorFact]
    public async Task TemporaryFolder_IsRemoved_AndThePortClosed_WhenTheAppHostStops()
    {
        var builder = Builder();
        var s3 = builder.AddS3("s3");
        var app = builder.Build();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("s3");
        var url = new Uri(s3.Resource.Endpoint.Url);
        app.ResourceNotifications.TryGetCurrentState("s3", out var state).Should().BeTrue();
        var folder = (string)state!.Snapshot.Properties
            .Single(property => property.Name == CustomResourceKnownProperties.Source).Value!;
        Directory.Exists(folder).Should().BeTrue();

        await app.StopAsync();
        await app.DisposeAsync();

        Directory.Exists(folder).Should().BeFalse();
        using var socket = new TcpClient();
        await socket.Awaiting(to => to.ConnectAsync(url.Host, url.Port)).Should().ThrowAsync<SocketException>();
    }

    [OrchestratorFact]
    public async Task Port_IsThatOfWithPort()
    {
        var builder = Builder();
        var s3 = builder.AddS3("s3").WithPort(FreePort());
        await using var app = builder.Build();

        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("s3");

        new Uri(s3.Resource.Endpoint.Url).Port.Should().Be(s3.Resource.Endpoint.EndpointAnnotation.Port);
    }

    [OrchestratorFact]
    public async Task PortInUse_FailsToStart_AndSoDoesWhatWaits()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var builder = Builder();
        var s3 = builder.AddS3("s3").WithPort(port);
        var bucket = s3.AddBucket("pictures");
        builder.AddExecutable("waiting", "true", ".").WithReference(bucket).WaitFor(bucket);
        builder.AddExecutable("other", "true", ".").WithReference(bucket);
        await using var app = builder.Build();

        await app.StartAsync();

        await app.ResourceNotifications.WaitForResourceAsync("pictures", KnownResourceStates.FailedToStart);
        await app.ResourceNotifications.WaitForResourceAsync("waiting", KnownResourceStates.FailedToStart);
        await app.ResourceNotifications.WaitForResourceAsync("other", KnownResourceStates.FailedToStart);
        var log = app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(s3.Resource);
        (await log.SelectMany(lines => lines).FirstAsync()).Content
            .Should().Contain($"S3 does not start: Port {port} of 127.0.0.1 is in use");
    }

    private static IDistributedApplicationBuilder Builder() =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(Projects.Discovitas_S3_Aspire_AppHost).Assembly.GetName().Name,
            DisableDashboard = true,
        });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
