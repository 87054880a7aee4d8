using Discovitas.S3.Housekeeping;

namespace Discovitas.S3;

/// <content>Work in the background.</content>
public partial class S3Housekeeping
{
    /// <summary>
    /// Measures and cleans the bucket every so often, until it is cancelled. A failing round is logged and repeated
    /// after the next interval. Several instances of an app may do this on one bucket: each measures, and only one at a
    /// time deletes. In ASP.NET Core, <c>AddHousekeeping</c> of the package Discovitas.S3.AspNetCore calls this method.
    /// </summary>
    /// <param name="options">
    /// The options. They are read now: later changes have no effect. The default is to measure every hour, and to
    /// delete what is pending for 2 days and abort what is unfinished for 7.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that is cancelled with the token, and never completes otherwise.</returns>
    /// <exception cref="ArgumentException">An option is wrong; the message names each.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    /// <example>
    /// <code>
    /// await s3.Housekeeping.RunAsync(new HousekeepingOptions { WarnAboveFiles = 1_000_000 }, stoppingToken);
    /// </code>
    /// </example>
    public virtual Task RunAsync(
        HousekeepingOptions? options = null, CancellationToken cancellationToken = default)
    {
        var taken = options?.Snapshot() ?? new HousekeepingOptions();
        var problems = string.Join(' ', taken.Validate());
        return problems.Length > 0
            ? throw new ArgumentException(problems, nameof(options))
            : new HousekeepingLoop(this, taken).RunAsync(cancellationToken);
    }
}
