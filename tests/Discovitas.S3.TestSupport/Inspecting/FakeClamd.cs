using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Discovitas.S3.TestSupport.Inspecting;

/// <summary>A clamd that says what a test wants, and keeps what it has received.</summary>
public sealed class FakeClamd : IDisposable
{
    public const string Clean = "stream: OK\0";
    public const string Infected = "stream: Win.Test FOUND\0";
    public const string TooLong = "INSTREAM size limit exceeded. ERROR\0";

    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();

    public FakeClamd()
    {
        _listener.Start();
        Endpoint = _listener.LocalEndpoint.ToString()!;
        _ = AcceptAsync();
    }

    /// <summary>Gets where it listens.</summary>
    public string Endpoint { get; }

    /// <summary>Gets or sets what it replies before it closes the connection; null to be silent.</summary>
    public string? Reply { get; set; } = Clean;

    /// <summary>Gets or sets after how many bytes of a file it replies; the default is after all.</summary>
    public long ReplyAfter { get; set; } = long.MaxValue;

    /// <summary>Gets the sizes of the chunks that it has received.</summary>
    public List<int> Chunks { get; } = [];

    /// <summary>Gets all bytes that it has received in chunks.</summary>
    public MemoryStream Received { get; } = new();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
        Received.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // It has been disposed.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            var command = new byte["zINSTREAM\0".Length];
            await stream.ReadExactlyAsync(command, _end.Token);
            Encoding.ASCII.GetString(command).Should().Be("zINSTREAM\0");
            await ReceiveAsync(stream);
            if (Reply is null)
            {
                // Until the client has gone.
                await stream.CopyToAsync(Stream.Null, _end.Token);
                return;
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(Reply), _end.Token);
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private async Task ReceiveAsync(NetworkStream stream)
    {
        var prefix = new byte[4];
        while (Received.Length < ReplyAfter)
        {
            await stream.ReadExactlyAsync(prefix, _end.Token);
            var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)];
            if (chunk.Length == 0)
            {
                return;
            }

            await stream.ReadExactlyAsync(chunk, _end.Token);
            Chunks.Add(chunk.Length);
            Received.Write(chunk);
        }
    }
}
