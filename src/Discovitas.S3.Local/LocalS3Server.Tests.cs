using Discovitas.S3.Local.Clearing;

namespace Discovitas.S3.Local;

/// <content>What tests need between and after their calls.</content>
public sealed partial class LocalS3Server
{
    /// <summary>Gets the newest 1,000 requests that the server received, to assert on.</summary>
    public S3RequestCollection Requests { get; } = new();

    /// <summary>
    /// Makes the server as it was after its start: no object, no unfinished upload and no bucket but those that exist
    /// from the start, which lose their policies, CORS and lifecycle rules; no faults, no recorded requests. Address
    /// and access key stay.
    /// </summary>
    /// <remarks>
    /// Waits up to two seconds for running requests and then aborts them, so that nothing of them appears afterwards,
    /// unless their clients send them again; requests that fault injection keeps waiting end at once. Requests that
    /// arrive meanwhile wait. Other servers on the same folder must not be in use.
    /// </remarks>
    /// <param name="cancellationToken">Cancels waiting for running requests. Nothing is deleted then.</param>
    /// <returns>A task that completes when the server is as it was.</returns>
    /// <exception cref="ObjectDisposedException">The server is disposed.</exception>
    public async Task ResetAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _faults.Choose = null;
        _faults.EndWaiting();
        await _gate.RunAloneAsync(ClearAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task ClearAsync()
    {
        await new StoreClearing(_store).RunAsync().ConfigureAwait(false);
        lock (_buckets)
        {
            foreach (var bucket in _buckets)
            {
                _store.Buckets.Ensure(bucket, _options.TimeProvider.GetUtcNow());
            }
        }

        // What was still running may have set them again.
        _faults.Choose = null;
        Requests.Clear();
    }
}
