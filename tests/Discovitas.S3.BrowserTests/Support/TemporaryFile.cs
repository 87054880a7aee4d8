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

    /// <summary>Replaces the file, or deletes it if the size is 0.</summary>
    internal void Resize(int size)
    {
        File.Delete(Path);
        if (size > 0)
        {
            File.WriteAllBytes(Path, Bytes(size));
        }
    }

    public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
}
