using System.Collections.Concurrent;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Discovitas.S3.AspNetCore.Tests.Forms;

/// <summary>Clients that go away, or nearly stand still.</summary>
public sealed class DisconnectTests
{
    private const int Sixteenths = 16;
    private const int Large = 24 * 1024 * 1024;

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1000, false)]
    [InlineData(Large, true)]
    [InlineData(Large, false)]
    public async Task Client_ThatGoesAtEachSixteenth_LeavesNothing(int size, bool resets)
    {
        await using var site = await UploadSite.StartAsync();
        var stored = new ConcurrentQueue<S3Operation>();
        site.Store.Faults = call =>
        {
            if (call.Operation is S3Operation.PutObject or S3Operation.CompleteMultipartUpload)
            {
                stored.Enqueue(call.Operation);
            }

            return null;
        };
        var form = Form(size);
        for (var sixteenth = 0; sixteenth < Sixteenths; sixteenth++)
        {
            await SendSomeAsync(
                site, RawRequest.Post(form), form.Length - (int)((long)form.Length * sixteenth / Sixteenths), resets);
            await site.RequestEndedAsync();

            (await site.HoldingsAsync()).Should().BeEmpty($"of {size} bytes {sixteenth}/16 were sent");
        }

        stored.Should().BeEmpty("what is cut off is not there for a moment either");
        site.Log.Lines.Should().NotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_ThatGoesAtEachSixteenthOfASecondFile_TakesTheFirstWithIt()
    {
        await using var site = await UploadSite.StartAsync();
        var form = RawRequest.Form(RawRequest.File(), RawRequest.File(bytes: new string('x', 16_000)));
        for (var sixteenth = 1; sixteenth < Sixteenths; sixteenth++)
        {
            await SendSomeAsync(
                site, RawRequest.Post(form), form.Length - (form.Length * sixteenth / Sixteenths), resets: false);
            await site.RequestEndedAsync();

            (await site.HoldingsAsync()).Should().BeEmpty($"{sixteenth}/16 were sent");
        }
    }

    [Theory]
    [InlineData("PUT /uploads/a.bin")]
    [InlineData("POST /uploads")]
    public async Task Client_ThatGoesInTheMiddleOfAChunkedBody_LeavesNothing(string line)
    {
        await using var site = await UploadSite.StartAsync();
        using var client = await RawRequest.ConnectAsync(site.Url);
        var head = RawRequest.Head(
            line,
            $"Content-Type: multipart/form-data; boundary={RawRequest.Boundary}\r\nTransfer-Encoding: chunked\r\n");
        await client.GetStream().WriteAsync(
            (byte[])[.. head, .. "400\r\n"u8, .. RawRequest.Form(RawRequest.File(bytes: new string('x', 500)))]);
        client.Close();
        await site.RequestEndedAsync();

        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Client_ThatGoesWhileTheStoreTakesItsTime_LeavesNothing()
    {
        await using var site = await UploadSite.StartAsync();
        var asked = new TaskCompletionSource();
        site.Store.Faults = call =>
        {
            asked.TrySetResult();
            return call.Operation == S3Operation.PutObject ? S3Fault.Silence : null;
        };
        var form = Form(1000);
        using var client = await RawRequest.ConnectAsync(site.Url);
        await client.GetStream().WriteAsync(RawRequest.Post(form));
        await asked.Task;
        client.Close();
        await site.RequestEndedAsync();

        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Client_ThatSendsAByteASecond_IsCutOffAndLeavesNothing()
    {
        // Kestrel's own rule of 240 bytes per second, with less than its five seconds of grace.
        await using var site = await UploadSite.StartAsync(new SiteSetup
        {
            Host = host => host.ConfigureKestrel(
                kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(1.1))),
        });
        var request = RawRequest.Post(Form(1000));
        using var client = await RawRequest.ConnectAsync(site.Url);
        var stream = client.GetStream();
        await stream.WriteAsync(request.AsMemory(0, request.Length - 900));
        var answering = RawRequest.AnswerAsync(stream);
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var sent = request.Length - 900; !answering.IsCompleted; sent++)
        {
            await everySecond.WaitForNextTickAsync();
            try
            {
                await stream.WriteAsync(request.AsMemory(sent, 1));
            }
            catch (IOException)
            {
                break;
            }
        }

        (await answering).Problem.Should().Be("400 invalid-request");
        (await site.HoldingsAsync()).Should().BeEmpty();
    }

    private static byte[] Form(int size) => RawRequest.Form(RawRequest.File(headers: "", bytes: new string('x', size)));

    private static async Task SendSomeAsync(UploadSite site, byte[] request, int withheld, bool resets)
    {
        using var client = await RawRequest.ConnectAsync(site.Url);
        if (resets)
        {
            client.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        }

        await client.GetStream().WriteAsync(request.AsMemory(0, request.Length - withheld));
        if (resets)
        {
            // A reset throws away what the server has not read yet: it would not know of a request of which the head is
            // lost.
            await site.RequestBegunAsync();
        }
    }
}
