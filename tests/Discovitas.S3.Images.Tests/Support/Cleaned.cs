namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Reads a cleaned picture to its end.</summary>
internal static class Cleaned
{
    /// <summary>Cleans bytes that are read in pieces of a size.</summary>
    internal static Task<byte[]> FromAsync(byte[] file, int piece = 4096, int buffer = 4096) =>
        FromAsync(file, piece, new byte[buffer]);

    /// <summary>Cleans bytes that are read in pieces of a size, into memory of the caller.</summary>
    internal static async Task<byte[]> FromAsync(byte[] file, int piece, byte[] space)
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
