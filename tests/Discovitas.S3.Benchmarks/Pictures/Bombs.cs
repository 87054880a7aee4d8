using NetVips;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>Small files that are large pictures: how little of them is read until they are rejected.</summary>
internal static class Bombs
{
    private const int Runs = 20;
    private const int MaxFrames = 100;

    internal static async Task<bool> PrintAsync()
    {
        Console.WriteLine(
            """

            Pictures that take more memory than they have bytes, the default limit of pixels and 100 frames:

            | picture | bytes | read until it is rejected | µs | rejected as |
            |---|--:|--:|--:|---|
            """);
        (string Name, byte[] File)[] bombs =
        [
            ("WebP of 8,000 × 8,000 pixels", Draw(8000, picture => picture.WebpsaveBuffer(lossless: true, effort: 0))),
            ("PNG of 30,000 × 30,000 pixels", Draw(30_000, picture => picture.PngsaveBuffer(bitdepth: 1))),
            ("GIF of 10,000 frames", Gif(10_000)),
            ("AVIF that states 30,000 × 30,000 pixels", Avif()),
        ];
        var areRejected = true;
        foreach (var (name, file) in bombs)
        {
            areRejected &= await RunAsync(name, file);
        }

        return areRejected;
    }

    private static async Task<bool> RunAsync(string name, byte[] file)
    {
        var filter = new ImageFilter(new ImageOptions { MaxFrames = MaxFrames, RemoveMetadata = false });
        var (times, read, reason) = (new List<double>(), 0L, "not rejected");
        for (var run = 0; run < Runs; run++)
        {
            using var source = new MemoryStream(file);
            var start = Stopwatch.GetTimestamp();
            await using var stream = filter.Filter(
                new FilteredFile { ContentType = "image/any" }, new UnseekableStream(source));
            try
            {
                await stream.CopyToAsync(Stream.Null);
            }
            catch (UploadRejectedException rejected)
            {
                (reason, read) = ($"{rejected.Reason}", source.Position);
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {file.Length} | {read} | {Report.Spread.From(times).Median:F0} | {reason} |"));
        return reason == nameof(UploadRejectionReason.ImageTooLarge);
    }

    private static byte[] Draw(int size, Func<Image, byte[]> encode)
    {
        using var picture = Image.Black(size, size);
        return encode(picture);
    }

    private static byte[] Gif(int frames)
    {
        byte[] frame = [0x21, 0xF9, 4, 0, 1, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        return
        [
            .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6,
            .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B,
        ];
    }

    // Its property for the size is overwritten.
    private static byte[] Avif()
    {
        var file = Draw(64, picture => picture.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1));
        byte[] stated = [.. "ispe"u8, 0, 0, 0, 0, 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30];
        stated.CopyTo(file, file.AsSpan().IndexOf("ispe"u8));
        return file;
    }
}
