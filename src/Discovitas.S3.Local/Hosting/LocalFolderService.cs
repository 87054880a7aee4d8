using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// The server of <c>UseLocalFolder</c>. Its address is known when this has been made, which options need, while the server comes up
/// behind it; a host also waits for it and learns what went wrong, and without a host it works all the same.
/// </summary>
internal sealed class LocalFolderService : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly Task _serving;
    private int _warnings;

    public LocalFolderService(LocalS3Options options)
    {
        Server = LocalS3Server.Listen(options);
        _serving = Task.Run(ServeAsync);
    }

    public LocalS3Server Server { get; }

    /// <summary>Points a store's settings at this server; the first time, the log says which bucket that replaces.</summary>
    internal void Replace(S3Settings settings, IServiceProvider services)
    {
        var bucket = string.IsNullOrEmpty(settings.Bucket) ? services.GetService<IConfiguration>()?["S3_BUCKET"] : settings.Bucket;
        if (!string.IsNullOrEmpty(bucket) && Interlocked.Increment(ref _warnings) == 1)
        {
            services.GetService<ILoggerFactory>()?.CreateLogger("Discovitas.S3.Local").BucketReplaced(Server.Folder, bucket);
        }

        Server.ApplyTo(settings);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _serving.WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Server.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Kestrel's own thread would take the process down if the server were disposed in the middle of its start
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>For a container that is disposed synchronously. Does not wait for a start under way, but ends what it starts.</summary>
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
            // clients must be refused rather than wait for a server that will not come
            Server.Close();
            throw;
        }
    }
}
