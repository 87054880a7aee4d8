namespace Discovitas.S3.TestSupport;

/// <summary>Contents of files, and whether two are the same.</summary>
public static class TestBytes
{
    public const int MiB = 1024 * 1024;

    /// <summary>Makes random bytes, the same for the same count.</summary>
    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Fails unless both are the same. FluentAssertions would compare byte by byte, for minutes.</summary>
    public static void SameBytes(byte[] actual, byte[] expected) => actual.AsSpan().SequenceEqual(expected).Should()
        .BeTrue("the bytes must be the same, {0} of them, and are {1}", expected.Length, actual.Length);

    /// <summary>Reads a stream to its end, and leaves it open.</summary>
    public static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
