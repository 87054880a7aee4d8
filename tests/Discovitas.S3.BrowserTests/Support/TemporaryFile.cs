namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A file on the disk, so that it is the same file when it is chosen again.</summary>
internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(int size)
        : this(Bytes(size))
    {
    }

    internal TemporaryFile(byte[] content)
    {
        Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("chosen-").FullName, "film.bin");
        File.WriteAllBytes(Path, content);
    }

    internal string Path { get; }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
