using System.Net;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>
/// The SDK shares its retries among all calls of a process to an endpoint, so that those that fail take them from those
/// that would succeed. Not so here.
/// </summary>
public sealed class SharedRetriesTests
{
    private const int Failing = 20;
    private static readonly Source Small = new(ContentKind.Bytes, Payload.Get(Target.SmallSize));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UploadsThatFailOnADeadEndpoint_LeaveAHealthyOneItsRetries(bool onAppClient)
    {
        var subject = onAppClient ? AllSubjects.OursOnAppClient : AllSubjects.Ours;
        await using var dead = await World.StartAsync(subject);
        await using var healthy = await World.StartAsync(subject);
        await dead.StopAsync();
        await ShouldFailAsync(subject, dead);

        await ShouldSurviveAsync(subject, healthy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UploadsThatFailWhileTheEndpointIsDead_LeaveTheNextOneItsRetries(bool onAppClient)
    {
        var subject = onAppClient ? AllSubjects.OursOnAppClient : AllSubjects.Ours;
        await using var world = await World.StartAsync(subject);
        await world.StopAsync();
        await ShouldFailAsync(subject, world);
        await world.StartAgainAsync();

        await ShouldSurviveAsync(subject, world);
    }

    private static async Task ShouldFailAsync(ISubject subject, World world)
    {
        var uploads = Enumerable.Range(0, Failing)
            .Select(_ => Task.Run(() => subject.UploadAsync(world, Small, CancellationToken.None))).ToList();
        foreach (var upload in uploads)
        {
            await upload.Awaiting(failing => failing).Should().ThrowAsync<S3StoreException>();
        }
    }

    private static async Task ShouldSurviveAsync(ISubject subject, World world)
    {
        var slowDown = S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown");
        var seen = await UploadRun.RunAsync(
            world, subject, Small, call => call.OperationNumber <= Position.MostTimes ? slowDown : null);

        Judge.Assess(seen, isOurs: true, mustSucceed: true).Violations.Should().Be(Violation.None, "{0}", seen);
    }
}
