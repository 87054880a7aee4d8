namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Slow requests and responses. The test has its own clock, so that it does not wait.</summary>
public sealed class DelayFaultTests
{
    [Fact]
    public async Task Delay_CarriesOutTheRequestAfterItsTime()
    {
        var patience = new TaskCompletionSource();
        var clock = new ManualClock(patience.Task);
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
    public async Task SlowBody_IsReadAtItsRate()
    {
        var clock = new ManualClock(Task.CompletedTask);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        scenario.Server.Faults = _ => S3Fault.SlowBody(1000);
        var data = Bytes(5000);

        (await scenario.SendAsync("PUT", body: data)).Status.Should().Be(200);

        clock.Waits.Sum(wait => wait.TotalSeconds).Should().BeApproximately(5, 0.001);
        clock.Waits.Max().Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(0.1), "it flows rather than jumps");
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(data);
    }

    [Fact]
    public async Task SlowBody_OfTheSdk_IsStored()
    {
        var clock = new ManualClock(Task.CompletedTask);
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
    public async Task SlowResponse_WaitsAfterEveryByteOrOnce(string method, int waits)
    {
        var clock = new ManualClock(Task.CompletedTask);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        await scenario.PutAsync("k", "hello");
        scenario.Server.Faults = _ => S3Fault.SlowResponse(TimeSpan.FromMinutes(1));

        var response = await scenario.SendAsync(method);

        response.Body.Should().Be(method == "GET" ? "hello" : "");
        clock.Waits.Should().HaveCount(waits).And.AllBeEquivalentTo(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Delay_OfAServerThatIsDisposed_IsNotCarriedOut()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock(new TaskCompletionSource().Task);
        var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock, Folder = folder.Path });
        scenario.Server.Faults = _ => S3Fault.Delay(TimeSpan.FromHours(1));
        using var exchange = await scenario.Raw.BeginAsync(
            new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = "hello"u8.ToArray() });
        await clock.FirstWait;

        await scenario.DisposeAsync();

        (await exchange.ReadAsync()).Text.Should().BeEmpty();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }
}
