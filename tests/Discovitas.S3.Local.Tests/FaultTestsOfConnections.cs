using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Connections that end early, or never.</summary>
public sealed class FaultTestsOfConnections
{
    public static TheoryData<string, bool, bool, string> Ends => new()
    {
        { nameof(S3Fault.Reset), false, true, "" },
        { nameof(S3Fault.Reset), true, true, "" },
        { nameof(S3Fault.ResetAfter), false, true, "" },
        { nameof(S3Fault.Close), false, false, "" },
        { nameof(S3Fault.Close), true, false, "" },
        { nameof(S3Fault.NotHttp), false, false, "This is no HTTP.\r\n\r\n" },
        { nameof(S3Fault.NotHttp), true, false, "This is no HTTP.\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Put_WhoseConnectionEnds_IsStoredOnlyIfItWasCarriedOut(string name, bool carriedOut, bool byReset, string text)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => carriedOut ? Fault(name).AfterCarryingOut() : Fault(name);

        var end = await scenario.Raw.EndOfAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Bytes(10_000) });

        end.Should().Be(new RawEnd(text, byReset));
        File.Exists(scenario.PathOf("k")).Should().Be(carriedOut);
        scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [InlineData(nameof(S3Fault.Reset))]
    [InlineData(nameof(S3Fault.Close))]
    [InlineData(nameof(S3Fault.NotHttp))]
    public async Task Head_WhoseConnectionEnds_EndsTheSame(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => Fault(name);

        var end = await scenario.Raw.EndOfAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/k"));

        end.WasReset.Should().Be(name == nameof(S3Fault.Reset));
    }

    [Theory]
    [InlineData(nameof(S3Fault.Reset))]
    [InlineData(nameof(S3Fault.ResetAfter))]
    [InlineData(nameof(S3Fault.Close))]
    [InlineData(nameof(S3Fault.NotHttp))]
    public async Task Sdk_WhoseConnectionEnds_Fails(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        scenario.Server.Faults = _ => Fault(name);

        var put = () => s3.PutObjectAsync(new() { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(Bytes(3_000_000)) });

        await put.Should().ThrowAsync<Exception>();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }

    [Theory]
    [InlineData(nameof(S3Fault.Silence))]
    [InlineData(nameof(S3Fault.SilenceAfter))]
    public async Task Silence_EndsWithTheServer(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        using var exchange = await BeginAsync(scenario, Fault(name));

        // without patience: only what ends by itself lets this end
        await scenario.Server.StopAsync(CancellationToken.None);

        (await exchange.ReadAsync()).Text.Should().BeEmpty();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }

    [Theory]
    [InlineData(nameof(S3Fault.Silence))]
    [InlineData(nameof(S3Fault.SilenceAfter))]
    public async Task Silence_InALargeBody_EndsWithTheServer(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scenario.Server.Faults = _ =>
        {
            asked.TrySetResult();
            return Fault(name);
        };

        var put = s3.PutObjectAsync(new() { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(new byte[32 * 1024 * 1024]) });
        await asked.Task;
        await scenario.Server.StopAsync(CancellationToken.None);

        await put.Invoking(async task => await task).Should().ThrowAsync<Exception>();
        scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task Silence_AfterCarryingOut_LeavesTheObject()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call => call.Operation == S3Operation.PutObject ? S3Fault.Silence.AfterCarryingOut() : null;
        using var exchange = await scenario.Raw.BeginAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = "hello"u8.ToArray() });

        while ((await scenario.S3.ListObjectsV2Async(new() { BucketName = scenario.Bucket })).KeyCount == 0)
        {
            // the put is still on its way
        }

        (await scenario.GetAsync("k")).Should().Be("hello");
        await scenario.Server.StopAsync(CancellationToken.None);
        (await exchange.ReadAsync()).Text.Should().BeEmpty();
    }

    [Fact]
    public async Task Silence_WhoseClientGoes_Ends()
    {
        var gone = new CancellationTokenSource();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestAborted = gone.Token };
        var silence = new Faults.Connection(http, CancellationToken.None).HoldAsync();

        silence.IsCompleted.Should().BeFalse();
        await gone.CancelAsync();

        await silence;
    }

    [Fact]
    public async Task Silence_LeavesOtherRequestsAlone()
    {
        await using var scenario = await Scenario.StartAsync();
        using var exchange = await BeginAsync(scenario, S3Fault.Silence);

        await scenario.PutAsync("other", "x");
        (await scenario.GetAsync("other")).Should().Be("x");
    }

    /// <summary>Sends a put that gets the fault, which has been asked for when this is done.</summary>
    private static async Task<RawExchange> BeginAsync(Scenario scenario, S3Fault fault)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scenario.Server.Faults = call =>
        {
            asked.TrySetResult();
            return call.Key == "k" ? fault : null;
        };
        var exchange = await scenario.Raw.BeginAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Bytes(10_000) });
        await asked.Task;
        return exchange;
    }

    private static S3Fault Fault(string name) => name switch
    {
        nameof(S3Fault.Reset) => S3Fault.Reset,
        nameof(S3Fault.ResetAfter) => S3Fault.ResetAfter(5_000),
        nameof(S3Fault.Close) => S3Fault.Close,
        nameof(S3Fault.NotHttp) => S3Fault.NotHttp,
        nameof(S3Fault.Silence) => S3Fault.Silence,
        _ => S3Fault.SilenceAfter(5_000),
    };
}
