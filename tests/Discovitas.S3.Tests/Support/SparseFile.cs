namespace Discovitas.S3.Tests.Support;

/// <summary>A file that is long but takes no space on the disk.</summary>
internal sealed class SparseFile : IDisposable
{
    internal SparseFile(long length)
    {
        using var file = File.Create(Path);
        file.SetLength(length);
    }

    internal string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Dispose() => File.Delete(Path);
}
