using System.Buffers.Binary;

namespace Discovitas.S3.BrowserTests;

/// <summary>Private files as a browser reads them.</summary>
public sealed class DeliveryTests
{
    // The smallest PNG: one pixel.
    private const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private const int Seconds = 600;
    private const int BytesPerSecond = 2 * 44_100;

    [BrowserFact]
    public async Task APictureBehindAStableUrl_IsReadFromTheStoreOnce_HoweverOftenItIsShown()
    {
        var picture = new FileUploadRequest("pixel.png", "image/png", Convert.FromBase64String(Pixel))
        {
            CacheControl = "private, max-age=1800",
        };
        await using var site = await DeliverySite.StartAsync(picture);
        await using var browser = await Chromium.NewContextAsync();
        var page = await browser.NewPageAsync();

        for (var view = 0; view < 3; view++)
        {
            await page.GotoAsync(site.Page($"<h1>{view}</h1><img src=/redirected>"));
            await page.WaitForFunctionAsync("() => document.querySelector('img').naturalWidth === 1");
            site.Reads.Should().Be(1, "the browser has it");
        }
    }

    [BrowserFact]
    public async Task AMediaElement_ReadsTheRangesThatItPlays()
    {
        await using var site = await DeliverySite.StartAsync(
            new FileUploadRequest("tone.wav", "audio/wav", Silence()));
        await using var browser = await Chromium.NewContextAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(site.Page("<video src=/streamed preload=metadata controls></video>"));
        await page.WaitForFunctionAsync("() => document.querySelector('video').readyState >= 1");

        await page.EvaluateAsync(
            """
            () => new Promise((seeked, failed) => {
                const video = document.querySelector('video');
                video.addEventListener('seeked', () => seeked());
                video.addEventListener('error', () => failed(video.error));
                video.currentTime = video.duration - 1;
            })
            """);

        (await page.EvaluateAsync<double>("() => document.querySelector('video').duration")).Should().Be(Seconds);
        site.Ranges.First().Should().Be("bytes=0-");
        site.Ranges.Last().Should().MatchRegex("^bytes=[1-9][0-9]{7}-", "it does not read what it does not play");
    }

    // 16 bits, one channel (Multimedia Programming Interface and Data Specifications 1.0, "Waveform Audio File
    // Format").
    private static byte[] Silence()
    {
        var sound = new byte[44 + (Seconds * BytesPerSecond)];
        var head = sound.AsSpan();
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], sound.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], BytesPerSecond / 2);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], 16);
        "data"u8.CopyTo(head[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], sound.Length - 44);
        return sound;
    }
}
