namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>What is uploaded. Held in memory only if somebody asks for it there.</summary>
internal sealed class Content(string folder, long size)
{
    private readonly Lazy<byte[]> _bytes = new(() => Create(size));

    internal long Size => size;

    /// <summary>A file of this size.</summary>
    internal string Path { get; } = FilePath(folder, size);

    internal byte[] Bytes => _bytes.Value;

    /// <summary>Writes the file, of which the system then holds a copy in memory.</summary>
    internal static async Task WriteFileAsync(string folder, long size)
    {
        await using var file = File.Create(FilePath(folder, size));
        await new GeneratedStream(size).CopyToAsync(file);
    }

    private static string FilePath(string folder, long size) =>
        System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{size}.bin"));

    private static byte[] Create(long size)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)size);
        new GeneratedStream(size).ReadExactly(bytes);
        return bytes;
    }
}
