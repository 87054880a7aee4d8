namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>Uploads once in a world with faults in it, and looks what came of it.</summary>
internal static class UploadRun
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    internal static async Task<Observation> RunAsync(
        World world,
        ISubject subject,
        Source source,
        Func<S3Call,
        S3Fault?> plan,
        CancellationToken cancellationToken = default)
    {
        world.Break(plan);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var upload = Task.Run(() => subject.UploadAsync(world, source, cut.Token), CancellationToken.None);
        var hasEnded = await EndsAsync(upload, world, subject.Patience);
        var requests = world.Requests;
        if (!hasEnded)
        {
            await cut.CancelAsync();
            await Task.WhenAny(upload, Task.Delay(Grace, CancellationToken.None));
        }

        return new Observation(source)
        {
            Failure = hasEnded ? upload.Exception?.InnerException ?? Cancellation(upload) : null,
            HasEnded = hasEnded,
            IsCancelled = cancellationToken.IsCancellationRequested,
            Holdings = await world.LookAsync(),
            Requests = requests,
            Messages = world.Messages.Entries,
        };
    }

    // Not a limit on the whole, which a slow machine would break, but on the time in which nothing happens.
    private static async Task<bool> EndsAsync(Task upload, World world, TimeSpan patience)
    {
        while (!upload.IsCompleted && patience - world.Quiet is { Ticks: > 0 } left)
        {
            await Task.WhenAny(upload, Task.Delay(left));
        }

        return upload.IsCompleted;
    }

    private static OperationCanceledException? Cancellation(Task upload) =>
        upload.IsCanceled ? new OperationCanceledException() : null;
}
