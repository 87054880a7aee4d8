using Discovitas.S3.Local.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Requests that get no response.</summary>
public sealed class SilenceFaultTests : ScenarioTest
{
    [Theory]
    [InlineData(nameof(S3Fault.Silence))]
    [InlineData(nameof(S3Fault.SilenceAfter))]
    public async Task Silence_EndsWithTheServer(string name)
    {
        using var exchange = await BeginAsync(Scenario, NamedFault.Get(name));

        // Without a timeout: the server stops only if the request ends by itself.
        await Scenario.Server.StopAsync(CancellationToken.None);

        (await exchange.ReadAsync()).Text.Should().BeEmpty();
        File.Exists(Scenario.PathOf("k")).Should().BeFalse();
    }

    [Theory]
    [InlineData(nameof(S3Fault.Silence))]
    [InlineData(nameof(S3Fault.SilenceAfter))]
    public async Task Silence_InALargeBody_EndsWithTheServer(string name)
    {
        using var s3 = Scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Scenario.Server.Faults = _ =>
        {
            asked.TrySetResult();
            return NamedFault.Get(name);
        };

        var put = s3.PutObjectAsync(
            new()
            {
                BucketName = Scenario.Bucket,
                Key = "k",
                InputStream = new MemoryStream(new byte[32 * 1024 * 1024]),
            });
        await asked.Task;
        await Scenario.Server.StopAsync(CancellationToken.None);

        await put.Invoking(async task => await task).Should().ThrowAsync<Exception>();
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task Silence_AfterCarryingOut_StoresTheObject()
    {
        Scenario.Server.Faults = call =>
            call.Operation == S3Operation.PutObject ? S3Fault.Silence.AfterCarryingOut() : null;
        using var exchange = await Scenario.Raw.BeginAsync(
            new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = "hello"u8.ToArray() });

        while ((await Scenario.KeysAsync()).Count == 0)
        {
            // The put is still running.
        }

        (await Scenario.GetAsync("k")).Should().Be("hello");
        await Scenario.Server.StopAsync(CancellationToken.None);
        (await exchange.ReadAsync()).Text.Should().BeEmpty();
    }

    [Fact]
    public async Task Silence_OfAClientThatDisconnects_Ends()
    {
        var gone = new CancellationTokenSource();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestAborted = gone.Token };
        var silence = new Connection(http, TimeProvider.System, CancellationToken.None).HoldAsync();

        silence.IsCompleted.Should().BeFalse();
        await gone.CancelAsync();

        await silence;
    }

    [Fact]
    public async Task Silence_OfAClientThatDisconnectsInALargeBody_EndsLater()
    {
        var clock = new FakeTimeProvider();
        var gone = new CancellationTokenSource();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestAborted = gone.Token };
        var body = new EndedBody(gone);
        http.Request.Body = body;
        var silence = new Connection(http, clock, CancellationToken.None).HoldAsync();

        clock.Advance(Connection.Patience - TimeSpan.FromSeconds(1));
        body.WasRead.Should().BeFalse("a client with a timeout sees that nothing is read");
        clock.Advance(TimeSpan.FromSeconds(1));

        await silence;
        body.WasRead.Should().BeTrue();
    }

    [Fact]
    public async Task Silence_DoesNotAffectOtherRequests()
    {
        using var exchange = await BeginAsync(Scenario, S3Fault.Silence);

        await Scenario.PutAsync("other", "x");
        (await Scenario.GetAsync("other")).Should().Be("x");
    }

    /// <summary>Sends a put with the fault, and waits until the fault is chosen.</summary>
    private static async Task<RawExchange> BeginAsync(Scenario scenario, S3Fault fault)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scenario.Server.Faults = call =>
        {
            asked.TrySetResult();
            return call.Key == "k" ? fault : null;
        };
        var exchange = await scenario.Raw.BeginAsync(
            new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Bytes(10_000) });
        await asked.Task;
        return exchange;
    }

    /// <summary>The body of a client that has disconnected, which the server notices when it reads.</summary>
    private sealed class EndedBody(CancellationTokenSource gone) : MemoryStream
    {
        internal bool WasRead { get; private set; }

        public override async Task CopyToAsync(
            Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            WasRead = true;
            await gone.CancelAsync();
            throw new IOException();
        }
    }
}
