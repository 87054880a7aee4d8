namespace Discovitas.S3.Local.Storage;

/// <summary>A file that is being written. Disposing it deletes it, unless it was moved to its place.</summary>
internal sealed class StagedFile(string path) : IDisposable
{
    private readonly StagedStream _stream = new(
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read));

    private bool _moved;

    internal Stream Stream => _stream;

    /// <summary>Closes the file and moves it to its place, replacing what was there.</summary>
    internal void MoveTo(string target)
    {
        _stream.Dispose();
        File.Move(path, target, overwrite: true);
        _moved = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_moved)
        {
            File.Delete(path);
        }
    }
}
