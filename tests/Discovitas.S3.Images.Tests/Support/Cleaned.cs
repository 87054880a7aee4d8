using System.Buffers;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Reads a cleaned picture to its end.</summary>
internal static class Cleaned
{
    /// <summary>Cleans bytes that are read in pieces of a size.</summary>
    internal static Task<byte[]> FromAsync(byte[] file, int piece = 4096, int buffer = 4096) =>
        FromAsync(file, piece, new byte[buffer]);

    /// <summary>Cleans bytes, of which formats that cannot be cleaned may pass.</summary>
    internal static Task<byte[]> FromAsync(byte[] file, UnsupportedImages onUnsupported) =>
        FromAsync(new PiecesStream(file, 4096), onUnsupported, new byte[4096]);

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
            cleaned = await FromAsync(new PiecesStream(file, piece), UnsupportedImages.Reject, space);
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

    private static async Task<byte[]> FromAsync(Stream file, UnsupportedImages onUnsupported, byte[] space)
    {
        await using var stream = new CleanedImageStream(file, onUnsupported);
        using var cleaned = new MemoryStream();
        while (await stream.ReadAsync(space) is > 0 and var read)
        {
            cleaned.Write(space.AsSpan(0, read));
        }

        return cleaned.ToArray();
    }
}
