using Discovitas.S3.Local.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// Runs the server of <c>UseLocalFolder</c> or <c>UseLocalS3</c>. Its address is known after construction, when the
/// settings need it, while the server still starts. A host waits for the start and reports its errors. Without a host,
/// the server starts as well.
/// </summary>
internal sealed class LocalFolderService : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly Task _serving;
    private readonly bool _keepsBuckets;
    private int _warnings;

    /// <summary>Starts a server.</summary>
    /// <param name="options">The server's options.</param>
    /// <param name="keepsBuckets">Whether the stores keep the names of their buckets, which are created.</param>
    internal LocalFolderService(LocalS3Options options, bool keepsBuckets = false)
    {
        _keepsBuckets = keepsBuckets;
        Server = LocalS3Server.Listen(options);
        _serving = ServeAsync();
    }

    internal LocalS3Server Server { get; }

    /// <summary>
    /// Points the settings of a store at this server. The first time, logs a warning if a bucket is configured.
    /// </summary>
    internal void Replace(S3Settings settings, IServiceProvider services)
    {
        if (_keepsBuckets)
        {
            Server.ApplyTo(settings, BucketStore.IsName(settings.Bucket ?? "") ? settings.Bucket! : Server.Bucket);
            return;
        }

        var bucket = string.IsNullOrEmpty(settings.Bucket)
            ? services.GetService<IConfiguration>()?["S3_BUCKET"]
            : settings.Bucket;
        if (!string.IsNullOrEmpty(bucket) && Interlocked.Increment(ref _warnings) == 1)
        {
            services.GetService<ILoggerFactory>()?
                .CreateLogger("Discovitas.S3.Local")
                .BucketReplaced(Server.Folder, bucket);
        }

        Server.ApplyTo(settings, Server.Bucket);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _serving.WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Server.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public void Dispose() => ((IDisposable)Server).Dispose();

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
