namespace Discovitas.S3.FaultTests.Promises;

/// <summary>
/// An upload that is cancelled at the moment of any of its requests has either been stored, and says so, or has left
/// nothing; whatever becomes of that request.
/// </summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("503-SlowDown")]
    [InlineData("reset-before")]
    [InlineData("stored-then-reset")]
    [InlineData("silence")]
    [InlineData("stored-then-silence")]
    [InlineData("delay")]
    public async Task CancelledAtAnyRequest_IsStoredOrLeavesNothing(string name)
    {
        var fault = FaultList.All.Single(known => known.Name == name).Make(Target.Put);

        foreach (var size in new[] { Target.SmallSize, AllSubjects.Ours.LargeSize })
        {
            var whole = await CancelAsync(size, int.MaxValue, null);
            whole.Succeeded.Should().BeTrue();

            // Each step once: on a busy machine one may have been tried again, which the other runs need not do.
            var steps = whole.Requests.DistinctBy(request => (request.Operation, request.PartNumber)).Count();
            var atOnce = new ParallelOptions { MaxDegreeOfParallelism = CaseRun.AtOnce };
            await Parallel.ForEachAsync(Enumerable.Range(1, steps), atOnce, async (request, _) =>
            {
                var seen = await CancelAsync(size, request, fault);

                seen.IsCancelled.Should().BeTrue();
                Judge.Assess(seen, isOurs: true, mustSucceed: false).Violations.Should()
                    .Be(Violation.None, "it was cancelled at request {0} of {1} bytes: {2}", request, size, seen);
            });
        }
    }

    private static async Task<Observation> CancelAsync(int size, int at, S3Fault? fault)
    {
        await using var world = await World.StartAsync(AllSubjects.Ours);
        using var cancellation = new CancellationTokenSource();
        var source = new Source(ContentKind.UnknownLength, Payload.Get(size));
        return await UploadRun.RunAsync(world, AllSubjects.Ours, source, call =>
        {
            if (call.RequestNumber != at)
            {
                return null;
            }

            cancellation.Cancel();
            return fault;
        }, cancellation.Token);
    }
}
