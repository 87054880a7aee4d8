using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Requests and answers that take their time. The clock is the test's, so that none of it passes.</summary>
public sealed class FaultTestsOfTime
{
    [Fact]
    public async Task Delay_CarriesOutOnlyAfterItsTime()
    {
        var patience = new TaskCompletionSource();
        var clock = new PatientClock(patience.Task);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        scenario.Server.Faults = _ => S3Fault.Delay(TimeSpan.FromHours(1));

        var put = scenario.PutAsync("k", "hello");
        await clock.FirstWait;
        put.IsCompleted.Should().BeFalse();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
        patience.SetResult();
        await put;

        File.Exists(scenario.PathOf("k")).Should().BeTrue();
        clock.Waits.Should().Equal(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task SlowBody_IsReadAtItsPace()
    {
        var clock = new PatientClock(Task.CompletedTask);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        scenario.Server.Faults = _ => S3Fault.SlowBody(1000);
        var data = Bytes(5000);

        (await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = data })).Status.Should().Be(200);

        clock.Waits.Sum(wait => wait.TotalSeconds).Should().BeApproximately(5, 0.001);
        clock.Waits.Max().Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(0.1), "it flows rather than jumps");
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(data);
    }

    [Fact]
    public async Task SlowBody_OfTheSdksChunks_IsStored()
    {
        var clock = new PatientClock(Task.CompletedTask);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        scenario.Server.Faults = _ => S3Fault.SlowBody(100_000);

        await scenario.PutAsync("k", new string('x', 50_000));

        clock.Waits.Should().NotBeEmpty();
        (await File.ReadAllTextAsync(scenario.PathOf("k"))).Should().HaveLength(50_000);
    }

    [Theory]
    [InlineData("GET", 5)]
    [InlineData("PUT", 1)]
    [InlineData("HEAD", 1)]
    [InlineData("DELETE", 1)]
    public async Task SlowAnswer_WaitsForEveryByteOrOnceForNone(string method, int waits)
    {
        var clock = new PatientClock(Task.CompletedTask);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        await scenario.PutAsync("k", "hello");
        scenario.Server.Faults = _ => S3Fault.SlowResponse(TimeSpan.FromMinutes(1));

        var answer = await scenario.Raw.SendAsync(new RawRequest(method, $"/{scenario.Bucket}/k"));

        answer.Body.Should().Be(method == "GET" ? "hello" : "");
        clock.Waits.Should().HaveCount(waits).And.AllBeEquivalentTo(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Delay_WhoseServerIsDisposed_IsNotCarriedOut()
    {
        using var folder = new TemporaryFolder();
        var clock = new PatientClock(new TaskCompletionSource().Task);
        var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock, Folder = folder.Path });
        scenario.Server.Faults = _ => S3Fault.Delay(TimeSpan.FromHours(1));
        using var exchange = await scenario.Raw.BeginAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = "hello"u8.ToArray() });
        await clock.FirstWait;

        await scenario.DisposeAsync();

        (await exchange.ReadAsync()).Text.Should().BeEmpty();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }
}
