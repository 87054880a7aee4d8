using System.Collections.Concurrent;
using System.Text;
using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>
/// Stands between a client and a server, passes every byte on as it is, and keeps what the client has sent.
/// </summary>
internal sealed class RecordingRelay : IDisposable
{
    private readonly ConcurrentQueue<MemoryStream> _sent = new();
    private readonly LoopbackRelay _relay;

    internal RecordingRelay(string serverUrl) => _relay = new LoopbackRelay(new Uri(serverUrl).Port, RecordAsync);

    internal string Url => $"http://127.0.0.1:{_relay.Port}";

    /// <summary>The heads of the requests. To be asked once all are answered.</summary>
    internal IReadOnlyList<string> Heads =>
        [.. _sent.SelectMany(sent => Encoding.Latin1.GetString(sent.ToArray()).Split("\r\n\r\n")).Where(
            part => part.Contains(" HTTP/1.1\r\n", StringComparison.Ordinal))];

    public void Dispose() => _relay.Dispose();

    private async Task RecordAsync(Stream client, Stream server, CancellationToken cancellationToken)
    {
        var sent = new MemoryStream();
        _sent.Enqueue(sent);
        var buffer = new byte[64 * 1024];
        for (int count; (count = await client.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            sent.Write(buffer, 0, count);
            await server.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
