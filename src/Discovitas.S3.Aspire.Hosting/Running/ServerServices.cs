using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Discovitas.S3.Aspire.Hosting.Running;

/// <summary>Registers what runs a server: its life, its health check and its commands.</summary>
internal static class ServerServices
{
    internal static void Add(IResourceBuilder<S3Resource> server)
    {
        var resource = server.Resource;
        server.ApplicationBuilder.Services.AddKeyedSingleton(resource, (services, _) => Create(resource, services));
        AddHealthCheck(server, resource, null);
        server
            .OnInitializeResource((_, started, cancellationToken) =>
                Life(started.Services, resource).StartAsync(cancellationToken))
            .WithCommand(KnownResourceCommands.StartCommand, "Start", StartAsync, Options("Play", isForRunning: false))
            .WithCommand(KnownResourceCommands.StopCommand, "Stop", StopAsync, Options("Stop", isForRunning: true));

        async Task<ExecuteCommandResult> StartAsync(ExecuteCommandContext context)
        {
            var wrong = await Life(context.Services, resource).StartAsync(context.CancellationToken)
                .ConfigureAwait(false);
            return wrong is null ? CommandResults.Success() : CommandResults.Failure(wrong);
        }

        async Task<ExecuteCommandResult> StopAsync(ExecuteCommandContext context)
        {
            await Life(context.Services, resource).StopAsync(context.CancellationToken).ConfigureAwait(false);
            return CommandResults.Success();
        }
    }

    internal static void AddHealthCheck<T>(IResourceBuilder<T> builder, S3Resource server, string? bucket)
        where T : IResource
    {
        var key = $"{builder.Resource.Name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, services => new ServerHealth(Life(services, server), bucket), failureStatus: null, tags: null));
        builder.WithHealthCheck(key);
    }

    private static ServerLife Life(IServiceProvider services, S3Resource server) =>
        services.GetRequiredKeyedService<ServerLife>(server);

    private static ServerLife Create(S3Resource resource, IServiceProvider services)
    {
        // A testing builder says so, for AppHosts that run side by side.
        var isAnyPort = services.GetRequiredService<IConfiguration>().GetValue("DcpPublisher:RandomizePorts", false);
        var port = isAnyPort ? null : resource.Endpoint.EndpointAnnotation.Port;
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
        return new ServerLife(resource, new ServerStates(resource, services), logger, port ?? 0);
    }

    private static CommandOptions Options(string icon, bool isForRunning) => new()
    {
        IconName = icon,
        IconVariant = IconVariant.Filled,
        IsHighlighted = true,
        UpdateState = context =>
            context.ResourceSnapshot.State?.Text == KnownResourceStates.Running == isForRunning
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Hidden,
    };
}
