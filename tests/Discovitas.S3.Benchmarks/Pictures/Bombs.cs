using System.Buffers.Binary;
using System.IO.Hashing;
using NetVips;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>Small files that are large pictures: how little of them is read until they are rejected.</summary>
internal static class Bombs
{
    private const int Runs = 20;

    internal static async Task<bool> PrintAsync()
    {
        Console.WriteLine(
            """

            Pictures that take more memory than they have bytes, the default limits of pixels and 100 frames
            (1,000 where they have 900):

            | picture | bytes | read until it is rejected | µs | rejected as |
            |---|--:|--:|--:|---|
            """);
        (string Name, byte[] File, int MaxFrames)[] bombs =
        [
            (
                "WebP of 8,000 × 8,000 pixels",
                Draw(8000, picture => picture.WebpsaveBuffer(lossless: true, effort: 0)),
                100),
            ("PNG of 30,000 × 30,000 pixels", Draw(30_000, picture => picture.PngsaveBuffer(bitdepth: 1)), 100),
            ("GIF of 10,000 frames", Gif(10_000, side: 1), 100),
            ("GIF of 900 frames of 7,000 × 7,000 pixels", Gif(900, side: 7000), 1000),
            ("PNG that states 900 frames of 7,000 × 7,000 pixels", Animated(900, 7000), 1000),
            ("AVIF that states 30,000 × 30,000 pixels", Avif(), 100),
        ];
        var areRejected = true;
        foreach (var (name, file, maxFrames) in bombs)
        {
            areRejected &= await RunAsync(name, file, maxFrames);
        }

        return areRejected;
    }

    private static async Task<bool> RunAsync(string name, byte[] file, int maxFrames)
    {
        var filter = new ImageFilter(new ImageOptions { MaxFrames = maxFrames, RemoveMetadata = false });
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

    // Each frame changes one pixel.
    private static byte[] Gif(int frames, int side)
    {
        var sides = BitConverter.GetBytes(side | (side << 16));
        byte[] frame = [0x21, 0xF9, 4, 0, 1, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
        return
        [
            .. "GIF89a"u8, .. sides, 0x80, 0, 0, 1, 2, 3, 4, 5, 6,
            .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B,
        ];
    }

    // Behind its header, which ends there, the chunk that states frames.
    private static byte[] Animated(int frames, int side)
    {
        const int headerEnd = 33;
        var file = Draw(side, picture => picture.PngsaveBuffer(bitdepth: 1));
        byte[] content = [.. "acTL"u8, .. new byte[8]];
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4), frames);
        byte[] chunk = [0, 0, 0, 8, .. content, .. new byte[4]];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32.HashToUInt32(content));
        return [.. file[..headerEnd], .. chunk, .. file[headerEnd..]];
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
