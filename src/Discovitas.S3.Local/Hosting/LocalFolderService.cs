using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// Runs the server of <c>UseLocalFolder</c>. Its address is known after construction, when the settings need it, while
/// the server still starts. A host waits for the start and reports its errors. Without a host, the server starts as
/// well.
/// </summary>
internal sealed class LocalFolderService : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly Task _serving;
    private int _warnings;

    internal LocalFolderService(LocalS3Options options)
    {
        Server = LocalS3Server.Listen(options);
        _serving = Task.Run(ServeAsync);
    }

    internal LocalS3Server Server { get; }

    /// <summary>
    /// Points the settings of a store at this server. The first time, logs a warning if a bucket is configured.
    /// </summary>
    internal void Replace(S3Settings settings, IServiceProvider services)
    {
        var bucket = string.IsNullOrEmpty(settings.Bucket)
            ? services.GetService<IConfiguration>()?["S3_BUCKET"]
            : settings.Bucket;
        if (!string.IsNullOrEmpty(bucket) && Interlocked.Increment(ref _warnings) == 1)
        {
            services.GetService<ILoggerFactory>()?
                .CreateLogger("Discovitas.S3.Local")
                .BucketReplaced(Server.Folder, bucket);
        }

        Server.ApplyTo(settings);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _serving.WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Server.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Disposing the server while it starts would crash the process on a thread of Kestrel.
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Stops the server of a container that is disposed synchronously. Does not wait if the server is still starting.
    /// </summary>
    public void Dispose()
    {
        if (_serving.IsCompleted)
        {
            Server.Close();
        }
        else
        {
            _ = DisposeAsync().AsTask();
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            await Server.ServeAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            // Clients get an error instead of waiting for a server that does not start.
            Server.Close();
            throw;
        }
    }
}
