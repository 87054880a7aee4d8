using System.Net.Sockets;
using System.Text;
using Discovitas.S3.Benchmarks.Sink;

namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>The promise: 100 forms that stop after some KiB cost the app less than 32 MiB.</summary>
internal static class StalledPromise
{
    private const int Forms = 100;
    private const int Sent = 8 * 1024;
    private const long Promise = 32 * FormPlan.MiB;

    // Before Kestrel gives up a sender that is too slow.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    internal static async Task<int> RunAsync()
    {
        var certificateFile = Path.GetTempFileName();
        using var sink = await SinkProcess.StartAsync(certificateFile);
        File.Delete(certificateFile);
        using var app = await FormServerProcess.StartAsync(sink.HttpUrl);

        // Code comes with the first form.
        using (var first = await SendAsync(app.Url))
        {
            await Task.Delay(Pause);
        }

        var before = app.Memory;
        var senders = await Task.WhenAll(Enumerable.Range(0, Forms).Select(_ => SendAsync(app.Url)));
        await Task.Delay(Pause);
        var growth = app.Memory - before;
        Array.ForEach(senders, sender => sender.Dispose());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Forms} forms that stop after {Sent / 1024} KiB: memory +{growth / FormPlan.MiB} MiB, promised less than "
            + $"{Promise / FormPlan.MiB} MiB"));
        return growth < Promise ? 0 : 1;
    }

    private static async Task<TcpClient> SendAsync(Uri url)
    {
        var sender = new TcpClient();
        await sender.ConnectAsync(url.Host, url.Port);
        var head = $"POST /{FormPlan.Streamed} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 50000000\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Type: application/octet-stream\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n";
        await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + new string('x', Sent)));
        return sender;
    }
}
