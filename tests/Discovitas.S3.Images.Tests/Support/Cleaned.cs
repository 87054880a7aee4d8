namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Reads a cleaned picture to its end.</summary>
internal static class Cleaned
{
    /// <summary>Cleans bytes that are read in pieces of a size.</summary>
    internal static async Task<byte[]> FromAsync(byte[] file, int piece = 4096, int buffer = 4096)
    {
        await using var stream = new CleanedImageStream(new PiecesStream(file, piece), UnsupportedImages.Reject);
        using var cleaned = new MemoryStream();
        var bytes = new byte[buffer];
        while (await stream.ReadAsync(bytes) is > 0 and var read)
        {
            cleaned.Write(bytes.AsSpan(0, read));
        }

        return cleaned.ToArray();
    }
}
