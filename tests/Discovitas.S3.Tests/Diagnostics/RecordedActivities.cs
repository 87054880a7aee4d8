using System.Collections.Concurrent;
using System.Diagnostics;

namespace Discovitas.S3.Tests.Diagnostics;

/// <summary>
/// The spans that have ended. The source is the whole process's, so a test looks only at those of a bucket of its own.
/// </summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    internal RecordedActivities()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Discovitas.S3",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal IReadOnlyList<Activity> Of(string bucket) =>
        [.. _ended.Where(activity => Equals(activity.GetTagItem("aws.s3.bucket"), bucket))];

    public void Dispose() => _listener.Dispose();
}
