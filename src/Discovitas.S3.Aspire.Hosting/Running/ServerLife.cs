using Aspire.Hosting.ApplicationModel;
using Discovitas.S3.Local;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Aspire.Hosting.Running;

/// <summary>
/// Runs the server of a resource, inside this process: it starts within milliseconds, needs no program beside the
/// AppHost, and cannot outlive it. It can be stopped and started again, with its address and its objects.
/// </summary>
/// <param name="resource">The resource.</param>
/// <param name="states">Tells what the server does.</param>
/// <param name="logger">The log of the resource.</param>
/// <param name="port">The port; 0 for any.</param>
internal sealed class ServerLife(S3Resource resource, ServerStates states, ILogger logger, int port) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private LocalS3Server? _server;
    private string? _temporary;
    private int _port = port;

    /// <summary>Gets the settings of a client; null while the server does not run.</summary>
    internal S3Settings? Settings => _server?.CreateSettings();

    /// <summary>Starts the server, unless it runs. A failure is in the log and in the state.</summary>
    /// <returns>What is wrong; null if the server runs.</returns>
    internal async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is null)
            {
                await states.StartingAsync(cancellationToken).ConfigureAwait(false);
                _server = await ListenAsync(cancellationToken).ConfigureAwait(false);
                await states.RunningAsync(_server.ServiceUrl, _server.Folder, cancellationToken).ConfigureAwait(false);
                logger.Running(_server.ServiceUrl, _server.Folder);
            }

            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.NotStarted(failure.Message);
            FailWhoNeedsTheAddress(failure);
            await states.FailedAsync().ConfigureAwait(false);
            return failure.Message;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops the server, so that apps can be tried without it.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is { } server)
            {
                await states.StoppingAsync().ConfigureAwait(false);
                _server = null;
                await server.DisposeAsync().ConfigureAwait(false);
                await states.StoppedAsync().ConfigureAwait(false);
                logger.Stopped();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        _turn.Dispose();
        if (_temporary is not null && Directory.Exists(_temporary))
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    private async Task<LocalS3Server> ListenAsync(CancellationToken cancellationToken)
    {
        _temporary ??= resource.Folder is null ? Directory.CreateTempSubdirectory("discovitas-s3-").FullName : null;
        var server = await LocalS3Server.StartAsync(Options(), cancellationToken).ConfigureAwait(false);
        try
        {
            await Buckets.EnsureAsync(server, resource.Buckets, cancellationToken).ConfigureAwait(false);
            server.Requests.Completed += (_, request) => Log(request);
            Allocate(new Uri(server.ServiceUrl));
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private LocalS3Options Options() => new()
    {
        Folder = resource.Folder ?? _temporary,
        Port = _port,
        Bucket = resource.Buckets.Select(bucket => bucket.BucketName).FirstOrDefault("local"),
        Region = resource.Region,
        AccessKeyId = resource.AccessKeyId,
        SecretAccessKey = resource.SecretAccessKey,
    };

    // The apps have received this port: the server comes back under it.
    private void Allocate(Uri url)
    {
        _port = url.Port;
        var endpoint = resource.Endpoint.EndpointAnnotation;
        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
            endpoint.DefaultNetworkID, new AllocatedEndpoint(endpoint, url.Host, url.Port));
    }

    // They would wait for it for ever.
    private void FailWhoNeedsTheAddress(Exception failure)
    {
        foreach (var known in resource.Endpoint.EndpointAnnotation.AllAllocatedEndpoints)
        {
            if (!known.Snapshot.IsValueSet)
            {
                known.Snapshot.SetException(failure);
            }
        }
    }

    // The health checks list the buckets.
    private void Log(S3RecordedRequest request)
    {
        if (request.Operation is S3Operation.ListBuckets)
        {
            return;
        }

        var path = request.Key is null ? request.Bucket : $"{request.Bucket}/{request.Key}";
        if (request.ErrorCode is { } error)
        {
            logger.RequestFailed(request.Operation, path, request.Status, error, request.ErrorMessage);
        }
        else
        {
            logger.Request(request.Operation, path, request.Status, (long)request.Duration.TotalMilliseconds);
        }
    }
}
