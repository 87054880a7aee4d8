namespace Discovitas.S3.Local.Storage;

/// <summary>A file that is being written. Disposing it deletes it, unless it was moved to its place.</summary>
internal sealed class StagedFile(string path) : IDisposable
{
    // Unbuffered, because whole buffers are written. It is read only if a fault changes it.
    private readonly FileStream _stream = new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });

    private bool _moved;

    internal Stream Stream => _stream;

    /// <summary>Closes the file and moves it to its place, replacing what was there.</summary>
    internal async Task MoveToAsync(string target)
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Move(path, target, overwrite: true);
        _moved = true;
    }

    public void Dispose()
    {
        // Synchronous, because there is no buffer to flush.
        _stream.Dispose();
        if (!_moved)
        {
            File.Delete(path);
        }
    }
}
