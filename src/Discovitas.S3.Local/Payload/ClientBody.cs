using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// The body of a request as it comes from the client. Reading fails if no byte comes for a while. A slow body that
/// moves is not limited.
/// </summary>
internal sealed class ClientBody(Stream source, TimeProvider clock) : ForwardStream
{
    /// <summary>The time after which S3 gives up a silent client: about 20 seconds.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets whether anybody has read from the body. Until then, a client that sent <c>Expect: 100-continue</c> waits
    /// for permission, and takes a response as the refusal of its body.
    /// </summary>
    internal bool HasBegun { get; private set; }

    /// <summary>Gets whether the client was silent for too long.</summary>
    internal bool HasTimedOut { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        HasBegun = true;
        var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = source.ReadAsync(buffer, stopping.Token);
        if (reading.IsCompletedSuccessfully)
        {
            stopping.Dispose();
            return reading;
        }

        return WaitAsync(reading, stopping, cancellationToken);
    }

    private async ValueTask<int> WaitAsync(
        ValueTask<int> reading, CancellationTokenSource stopping, CancellationToken cancellationToken)
    {
        using (stopping)
        {
            var timer = clock.CreateTimer(Stop, stopping, Timeout, System.Threading.Timeout.InfiniteTimeSpan);
            await using var disposing = timer.ConfigureAwait(false);
            try
            {
                return await reading.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (
                stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                HasTimedOut = true;
                throw new S3Exception(S3Error.RequestTimeout);
            }
            catch (IOException)
            {
                // Kestrel throws it, too, for the size of a chunk that is no number.
                throw new S3Exception(S3Error.IncompleteBody);
            }
        }
    }

    private static void Stop(object? state)
    {
        try
        {
            ((CancellationTokenSource)state!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The bytes have just come.
        }
    }
}
