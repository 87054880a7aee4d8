namespace Discovitas.S3.FaultTests.Promises;

/// <summary>A store that is away for ten seconds costs no upload, with default settings.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly ISubject Ours = AllSubjects.Ours;

    public static TheoryData<string, int> Outages => new()
    {
        { "503-SlowDown", Target.SmallSize },
        { "503-SlowDown", Ours.LargeSize },
        { "502-BadGateway", Ours.LargeSize },
        { "reset-before", Target.SmallSize },
        { "reset-before", Ours.LargeSize },
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task TenSecondsInWhichEveryRequestFails_AreSurvived(string name, int size)
    {
        var fault = FaultList.All.Single(known => known.Name == name).Make(Target.Put);
        await using var world = await World.StartAsync(Ours);
        var start = TimeSpan.MaxValue;

        var seen = await UploadRun.RunAsync(world, Ours, new Source(ContentKind.Seekable, Payload.Get(size)), call =>
        {
            if (call.Operation is S3Operation.PutObject or S3Operation.UploadPart && start == TimeSpan.MaxValue)
            {
                start = world.Time.Elapsed;
            }

            return start != TimeSpan.MaxValue && world.Time.Elapsed - start < Outage ? fault : null;
        });

        ShouldBeStored(seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TenSecondsWithoutAServer_AreSurvived(bool isLarge)
    {
        await using var world = await World.StartAsync(Ours);
        var source = new Source(ContentKind.Seekable, Payload.Get(isLarge ? Ours.LargeSize : Target.SmallSize));
        await world.StopAsync();

        var upload = Task.Run(() => Ours.UploadAsync(world, source, CancellationToken.None));
        await Task.Delay(Outage, world.Time);
        await world.StartAgainAsync();
        await upload;

        (await world.LookAsync()).Hashes.Values.Should().Equal(source.Payload.Hash);
    }

    [Fact]
    public async Task TenSecondsWithoutAServer_InTheMiddleOfAnUpload_AreSurvived()
    {
        await using var world = await World.StartAsync(Ours);
        var source = new Source(ContentKind.Seekable, Payload.Get(Ours.LargeSize));
        var isHalfway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Break(call =>
        {
            if (call is not { Operation: S3Operation.UploadPart, PartNumber: 2 })
            {
                return null;
            }

            isHalfway.TrySetResult();
            return S3Fault.Reset;
        });

        var upload = Task.Run(() => Ours.UploadAsync(world, source, CancellationToken.None));
        await isHalfway.Task;
        await world.StopAsync();
        await Task.Delay(Outage, world.Time);
        await world.StartAgainAsync();
        await upload;

        var held = await world.LookAsync();
        held.Hashes.Values.Should().Equal(source.Payload.Hash);
        held.Uploads.Should().BeEmpty();
    }

    private static void ShouldBeStored(Observation seen) =>
        Judge.Assess(seen, isOurs: true, mustSucceed: true).Violations.Should().Be(Violation.None, "{0}", seen);
}
