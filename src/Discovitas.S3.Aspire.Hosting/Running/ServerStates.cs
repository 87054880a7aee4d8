using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Aspire.Hosting.Running;

/// <summary>Tells the dashboard, and the resources that wait, what a server and its buckets do.</summary>
internal sealed class ServerStates(S3Resource server, IServiceProvider services)
{
    private readonly ResourceNotificationService _notifications =
        services.GetRequiredService<ResourceNotificationService>();

    private readonly IDistributedApplicationEventing _eventing =
        services.GetRequiredService<IDistributedApplicationEventing>();

    private readonly TimeProvider _time = services.GetService<TimeProvider>() ?? TimeProvider.System;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    internal static CustomResourceSnapshot Initial(string type) => new()
    {
        ResourceType = type,
        State = KnownResourceStates.NotStarted,
        Properties = [],
    };

    /// <summary>Waits for what the server waits for, and says that it starts.</summary>
    internal async Task StartingAsync(CancellationToken cancellationToken)
    {
        await _eventing.PublishAsync(new BeforeResourceStartedEvent(server, services), cancellationToken)
            .ConfigureAwait(false);
        await UpdateAllAsync(
            KnownResourceStates.Starting,
            state => state with { ExitCode = null, StopTimeStamp = null }).ConfigureAwait(false);
    }

    /// <summary>Says that the server runs, and that its connection strings are known.</summary>
    internal async Task RunningAsync(string url, string folder, CancellationToken cancellationToken)
    {
        await _eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(server, services), cancellationToken)
            .ConfigureAwait(false);
        foreach (var bucket in server.Buckets)
        {
            await _eventing.PublishAsync(new ConnectionStringAvailableEvent(bucket, services), cancellationToken)
                .ConfigureAwait(false);
        }

        await _notifications.PublishUpdateAsync(server, state => state with
        {
            Urls = [new UrlSnapshot(S3Resource.EndpointName, url, IsInternal: false)],
            Properties = WithSource(state.Properties, folder),
        }).ConfigureAwait(false);
        foreach (var bucket in server.Buckets)
        {
            await _notifications.PublishUpdateAsync(bucket, state => state with
            {
                Properties = WithSource(state.Properties, bucket.BucketName),
            }).ConfigureAwait(false);
        }

        await UpdateAllAsync(KnownResourceStates.Running, state => state with { StartTimeStamp = Now })
            .ConfigureAwait(false);
    }

    internal Task StoppingAsync() => UpdateAllAsync(KnownResourceStates.Stopping, state => state);

    internal Task StoppedAsync() => UpdateAllAsync(
        KnownResourceStates.Exited, state => state with { ExitCode = 0, StopTimeStamp = Now });

    internal Task FailedAsync() => UpdateAllAsync(
        KnownResourceStates.FailedToStart, state => state with { StopTimeStamp = Now });

    private static ImmutableArray<ResourcePropertySnapshot> WithSource(
        ImmutableArray<ResourcePropertySnapshot> properties, string folder) =>
    [
        .. properties.Where(property => property.Name != CustomResourceKnownProperties.Source),
        new(CustomResourceKnownProperties.Source, folder),
    ];

    private async Task UpdateAllAsync(string state, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        foreach (var resource in server.Buckets.Prepend<IResource>(server))
        {
            await _notifications.PublishUpdateAsync(resource, snapshot => change(snapshot) with { State = state })
                .ConfigureAwait(false);
        }
    }
}
