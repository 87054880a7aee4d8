using Discovitas.S3.Local.Hosting;
using Discovitas.S3.Local.Pipeline;
using Discovitas.S3.Local.Recording;

namespace Discovitas.S3.Local;

/// <content>What handles the requests, and the buckets that exist from the start.</content>
public sealed partial class LocalS3Server
{
    /// <summary>The name of a header that keeps a request out of the log, if it has the server's own key.</summary>
    internal const string UnrecordedHeader = "discovitas-s3-unrecorded";

    internal string UnrecordedKey { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Creates a bucket unless it exists, which from then on exists from the start.</summary>
    internal void EnsureBucket(string bucket)
    {
        lock (_buckets)
        {
            if (_buckets.Add(bucket))
            {
                _store.Buckets.Ensure(bucket, _options.TimeProvider.GetUtcNow());
            }
        }
    }

    /// <summary>Stops the server, for a container that is disposed synchronously. Does not wait.</summary>
    void IDisposable.Dispose()
    {
        if (_serving.IsCompleted)
        {
            Close();
        }
        else
        {
            _ = DisposeAsync().AsTask();
        }
    }

    private RequestDelegate CreateHandler()
    {
        var recorder = new RequestRecorder(Requests, _options.TimeProvider, UnrecordedKey);
        var pipeline = new S3Pipeline(_options, _store, RequestRecorder.Around(_faults.ApplyAsync));
        RequestDelegate s3 = http => recorder.HandleAsync(http, pipeline.HandleAsync);
        return new ReservedPaths(_options, http => _gate.HandleAsync(http, s3)).HandleAsync;
    }
}
