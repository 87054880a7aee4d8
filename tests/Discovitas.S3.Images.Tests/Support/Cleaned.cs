using System.Buffers;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Reads a cleaned picture to its end.</summary>
internal static class Cleaned
{
    /// <summary>Cleans bytes that are read in pieces of a size.</summary>
    internal static Task<byte[]> FromAsync(byte[] file, int piece = 4096, int buffer = 4096) =>
        FromAsync(file, piece, new byte[buffer]);

    /// <summary>
    /// Cleans bytes that are read in pieces of a size, into memory of the caller. Fails if bytes in memory, if they can
    /// be cleaned there, become others.
    /// </summary>
    internal static async Task<byte[]> FromAsync(byte[] file, int piece, byte[] space)
    {
        var inMemory = CleanedBytes.TryClean(file);
        byte[]? cleaned = null;
        try
        {
            cleaned = await StreamAsync(file, piece, space);
        }
        finally
        {
            if (inMemory is { } bytes && !bytes.ToArray().AsSpan().SequenceEqual(cleaned))
            {
                Assert.Fail($"In memory, it becomes others: {Convert.ToHexString(file)}");
            }
        }

        return cleaned;
    }

    private static async Task<byte[]> StreamAsync(byte[] file, int piece, byte[] space)
    {
        await using var stream = new CleanedImageStream(new PiecesStream(file, piece), UnsupportedImages.Reject);
        using var cleaned = new MemoryStream();
        while (await stream.ReadAsync(space) is > 0 and var read)
        {
            cleaned.Write(space.AsSpan(0, read));
        }

        return cleaned.ToArray();
    }
}
