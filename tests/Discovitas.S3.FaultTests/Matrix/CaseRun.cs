using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Subjects;
using Discovitas.S3.FaultTests.Support;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>Runs a case for a subject, in a world of its own.</summary>
internal static class CaseRun
{
    // Real time. Ours waits on a clock that is ten times as fast; the SDK's own pauses add up to half a minute at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    internal static async Task<RunResult> RunAsync(ISubject subject, Case @case)
    {
        var source = new Source(@case.Content, Payload.OfSize(@case.Target.IsLarge ? subject.LargeSize : Target.SmallSize));
        await using var world = await World.StartAsync();
        world.Break(@case.Plan());

        using var cut = new CancellationTokenSource();
        var upload = Task.Run(() => subject.UploadAsync(world, source, cut.Token));
        var hasEnded = await EndsAsync(upload, Patience);
        var requests = world.Requests;
        if (!hasEnded)
        {
            await cut.CancelAsync();
            await EndsAsync(upload, Grace);
        }

        return new RunResult(subject, @case)
        {
            Failure = hasEnded ? upload.Exception?.InnerException ?? Cancellation(upload) : null,
            HasEnded = hasEnded,
            Holdings = await world.LookAsync(),
            Requests = requests,
            Messages = world.Messages.Lines,
        }.Judged(source);
    }

    private static async Task<bool> EndsAsync(Task upload, TimeSpan within)
    {
        using var late = new CancellationTokenSource();
        var ended = await Task.WhenAny(upload, Task.Delay(within, late.Token)) == upload;
        await late.CancelAsync();
        return ended;
    }

    private static OperationCanceledException? Cancellation(Task upload) => upload.IsCanceled ? new OperationCanceledException() : null;
}
