namespace Discovitas.S3.Housekeeping;

/// <summary>Does a round of housekeeping every so often, whatever happens in a round.</summary>
internal sealed class HousekeepingLoop(S3Housekeeping housekeeping, HousekeepingOptions options)
{
    // By how much a pause may be shorter or longer.
    private const double Jitter = 0.1;

    private readonly TimeProvider _time = housekeeping.Context.Caller.Context.Time;

    /// <summary>Gets what waits between the rounds.</summary>
    internal Func<TimeSpan, CancellationToken, Task>? WaitAsync { get; init; }

    /// <exception cref="OperationCanceledException">Always thrown at the end.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        using var gauges = new StorageGauges(housekeeping.Context.Caller.Context, options);
        var round = new HousekeepingRound(housekeeping, options, gauges);

        // Instances that start together do not list the bucket together.
        await PauseAsync(options.Interval * (Jitter * Random.Shared.NextDouble()), cancellationToken)
            .ConfigureAwait(false);
        while (true)
        {
            await round.RunAsync(cancellationToken).ConfigureAwait(false);
            var factor = 1 - Jitter + (2 * Jitter * Random.Shared.NextDouble());
            await PauseAsync(options.Interval * factor, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        WaitAsync?.Invoke(pause, cancellationToken) ?? Task.Delay(pause, _time, cancellationToken);
}
