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
