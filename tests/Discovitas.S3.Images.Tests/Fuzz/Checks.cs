using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>What holds of every file, however broken it is.</summary>
internal static class Checks
{
    // The orientation and its frame, a profile's new name, and how much worse it may be compressed.
    private const int MostAdded = 2048;

    // Buffers of the stream, the reader and the test, and of a colour profile that is unpacked.
    private const int MostAllocated = 512 * 1024;

    // For each part of a file, which may have 12 bytes, what is written of it; and in a build for debugging each call
    // that may wait, as many as there are bytes. What a file only claims would be far more.
    private const int MostForEachByte = 1024;

    /// <summary>
    /// Cleans a file, and returns what it becomes; null if it is rejected by an exception of ours. Fails if something
    /// is left that the scanner finds, or for memory that the file does not explain.
    /// </summary>
    internal static byte[]? Clean(byte[] file, int piece)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        byte[]? cleaned;
        try
        {
            // All that is awaited is there at once, so that one thread does everything.
            cleaned = Cleaned.FromAsync(file, piece).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is BrokenImageException or UnsupportedImageException)
        {
            cleaned = null;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var found = cleaned is null ? new Findings([]) : Scanner.Find(cleaned);
        var isTooLong = cleaned?.Length > file.Length + MostAdded;
        if (found.Count > 0 || isTooLong || allocated > MostAllocated + (MostForEachByte * (long)file.Length))
        {
            Assert.Fail($"{string.Join(", ", found)}, {allocated} bytes: {Convert.ToHexString(file)}");
        }

        return cleaned;
    }

    /// <summary>Reads a file's header, and tells whether it can be read.</summary>
    internal static bool ReadHeader(byte[] file, int piece)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reader = HeaderOf.Read(file, piece);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var isDone = reader.Status == HeaderStatus.Done;
        var isPossible = !isDone || reader.Facts is { HasSize: true, Frames: > 0, Orientation: >= 1 and <= 8 };
        if (!isPossible || allocated > MostAllocated + (MostForEachByte * (long)file.Length))
        {
            Assert.Fail($"{reader.Facts}, {allocated} bytes: {Convert.ToHexString(file)}");
        }

        return isDone;
    }
}
