namespace Discovitas.S3.Local.Storage;

/// <summary>A file that comes into being. Unless it is moved to its place, disposing removes it.</summary>
internal sealed class StagedFile(string path) : IDisposable
{
    // writes are of whole buffers already; it is read only where a fault damages it
    private readonly FileStream _stream = new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });

    private bool _moved;

    public Stream Stream => _stream;

    /// <summary>Ends the writing and moves the file, replacing what was there.</summary>
    public async Task MoveToAsync(string target)
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Move(path, target, overwrite: true);
        _moved = true;
    }

    public void Dispose()
    {
        // nothing to flush: there is no buffer
        _stream.Dispose();
        if (!_moved)
        {
            File.Delete(path);
        }
    }
}
