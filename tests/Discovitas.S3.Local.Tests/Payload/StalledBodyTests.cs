using System.Threading.Channels;
using Discovitas.S3.Local.Payload;
using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Local.Tests.Payload;

/// <summary>Clients that stop sending in the middle of a body.</summary>
public sealed class StalledBodyTests
{
    [Fact]
    public async Task Body_ThatStalls_IsGivenUp()
    {
        var clock = new TimersSeen();
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { ClientClock = clock });
        using var connection = await KeptConnection.OpenAsync(scenario);
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Bytes(1000) };
        await connection.SendHeadAsync(put);
        await clock.WaitForAsync(1);
        await connection.SendAsync(put.Body[..10]);
        await clock.WaitForAsync(2);

        clock.Advance(ClientBody.Timeout);
        var response = await connection.ReadAsync();

        (response.Status, response.Code).Should().Be((400, "RequestTimeout"));
        response.Message.Should().StartWith("Your socket connection to the server was not read from or written to");
        response.Headers["Connection"].Should().Be("close");
        (await scenario.KeysAsync()).Should().BeEmpty();
        scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task Body_ThatIsSlowButMoves_IsStored()
    {
        var clock = new TimersSeen();
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { ClientClock = clock });
        using var connection = await KeptConnection.OpenAsync(scenario);
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = "slow"u8.ToArray() };
        await connection.SendHeadAsync(put);
        for (var index = 0; index < put.Body.Length; index++)
        {
            await clock.WaitForAsync(index + 1);
            clock.Advance(ClientBody.Timeout - TimeSpan.FromSeconds(1));
            await connection.SendAsync([put.Body[index]]);
        }

        (await connection.ReadAsync()).Status.Should().Be(200);
        (await scenario.GetAsync("k")).Should().Be("slow");
    }

    /// <summary>A clock that a test moves, and that counts the timers of the server.</summary>
    private sealed class TimersSeen : FakeTimeProvider
    {
        private readonly Channel<bool> _created = Channel.CreateUnbounded<bool>();
        private int _seen;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _created.Writer.TryWrite(true);
            return timer;
        }

        internal async Task WaitForAsync(int count)
        {
            for (; _seen < count; _seen++)
            {
                await _created.Reader.ReadAsync();
            }
        }
    }
}
