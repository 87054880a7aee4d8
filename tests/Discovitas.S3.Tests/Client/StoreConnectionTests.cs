using System.Net.Sockets;

namespace Discovitas.S3.Tests.Client;

/// <summary>A response that is sent before the body is read, and the connection closed, is not lost.</summary>
public sealed class StoreConnectionTests
{
    [Fact]
    public async Task Acknowledged_IsWhatTheOtherSideHasReceived_UntilTheConnectionIsClosed()
    {
        await using var link = await Loopback.ConnectAsync();
        if (!OperatingSystem.IsLinux())
        {
            link.Connection.Acknowledged().Should().BeNull();
            return;
        }

        var before = link.Connection.Acknowledged();
        await link.SendAsync(1234);
        link.Connection.Acknowledged().Should().Be(before + 1234);

        await link.Connection.DisposeAsync();
        link.Connection.Acknowledged().Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_AfterAWriteThatFailed_ReturnsTheResponse_AndThenFails(bool isMemory)
    {
        await using var link = await Loopback.ConnectAsync();
        await link.Other.SendAsync(new byte[] { 1, 2, 3 });
        await BreakAsync(link);

        (await ReadAsync(link.Connection, new byte[10], isMemory)).Should().Be(3);
        await FluentActions.Awaiting(() => ReadAsync(link.Connection, new byte[10], isMemory))
            .Should().ThrowAsync<IOException>();
        await FluentActions.Awaiting(() => ReadAsync(link.Connection, new byte[10], isMemory))
            .Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task TryStopWriting_WithoutAResponse_ChangesNothing()
    {
        await using var link = await Loopback.ConnectAsync();

        link.Connection.TryStopWriting().Should().BeFalse();

        await link.Connection.WriteAsync(new byte[3]);
        (await link.Other.ReceiveAsync(new byte[10])).Should().Be(3);
    }

    [Fact]
    public async Task TryStopWriting_WithAResponse_DropsTheRestOfTheBody_UntilItIsRead()
    {
        await using var link = await Loopback.ConnectAsync();
        await link.RespondAsync();

        link.Connection.TryStopWriting().Should().BeTrue();
        link.Connection.TryStopWriting().Should().BeFalse("it has stopped");

        await link.Connection.WriteAsync(new byte[3]);
        (await link.Other.ReceiveAsync(new byte[10])).Should().Be(0, "the other side sees the end");
        (await link.Connection.ReadAsync(new byte[10])).Should().Be(1);
        await link.Connection.Invoking(connection => connection.WriteAsync(new byte[3]).AsTask())
            .Should().ThrowAsync<IOException>("another request would be lost");
    }

    [Fact]
    public async Task ReadAsync_OfAConnectionThatIsReset_AfterWritingHasStopped_SaysWhyItStopped()
    {
        await using var link = await Loopback.ConnectAsync();
        await link.RespondAsync();
        link.Connection.TryStopWriting();
        (await link.Connection.ReadAsync(new byte[10])).Should().Be(1);
        link.Other.LingerState = new LingerOption(enable: true, seconds: 0);

        link.Other.Close();

        await FluentActions.Awaiting(() => ReadAsync(link.Connection, new byte[10], isMemory: true))
            .Should().ThrowAsync<IOException>().WithMessage("The other side does not read the body.");
    }

    [Fact]
    public async Task TryStopWriting_OfAClosedConnection_ReturnsFalse()
    {
        await using var link = await Loopback.ConnectAsync();
        await link.Connection.DisposeAsync();

        link.Connection.TryStopWriting().Should().BeFalse();
    }

    [Fact]
    public async Task ReadAsync_OfAConnectionThatEndsWell_ReturnsItsEnd()
    {
        await using var link = await Loopback.ConnectAsync();
        link.Other.Shutdown(SocketShutdown.Send);

        (await ReadAsync(link.Connection, new byte[10], isMemory: true)).Should().Be(0);
    }

    // What is written after the break is of no use to anybody, but must not hide the response.
    private static async Task BreakAsync(Loopback link)
    {
        link.Connection.Socket.Shutdown(SocketShutdown.Send);
        await link.Connection.WriteAsync(new byte[10]);
        var write = link.Connection.WriteAsync(new byte[10], 0, 10, CancellationToken.None);
        await write;
        link.Other.Shutdown(SocketShutdown.Send);
    }

    private static Task<int> ReadAsync(StoreConnection connection, byte[] buffer, bool isMemory) =>
        isMemory
            ? connection.ReadAsync(buffer.AsMemory()).AsTask()
            : connection.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None);
}
