namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The folder where files are written before they are moved, in one step, to where others see them. Their names are
/// random, so that several processes can work on one folder.
/// </summary>
internal sealed class Staging(FolderLayout layout)
{
    internal string NewPath() => Path.Combine(layout.Staging, Guid.NewGuid().ToString("N"));

    /// <summary>Creates an empty file.</summary>
    internal StagedFile Create() => new(NewPath());

    /// <summary>Writes a small file atomically, replacing what was there.</summary>
    internal async Task WriteAsync(string path, byte[] content)
    {
        var staged = NewPath();
        await File.WriteAllBytesAsync(staged, content).ConfigureAwait(false);
        try
        {
            File.Move(staged, path, overwrite: true);
        }
        catch
        {
            File.Delete(staged);
            throw;
        }
    }

    /// <summary>Removes a directory in one step, and deletes its content after that, as far as possible.</summary>
    internal void Discard(string directory)
    {
        var staged = NewPath();
        Directory.Move(directory, staged);
        try
        {
            Directory.Delete(staged, recursive: true);
        }
        catch (Exception leftOver) when (leftOver is IOException or UnauthorizedAccessException)
        {
            // Another process has a file open. RemoveOld deletes it later.
        }
    }

    /// <summary>Deletes what crashed processes have left, once it is too old to be in use.</summary>
    internal void RemoveOld(DateTimeOffset now)
    {
        foreach (var entry in new DirectoryInfo(layout.Staging).EnumerateFileSystemInfos())
        {
            try
            {
                if (now - entry.LastWriteTimeUtc > TimeSpan.FromDays(1))
                {
                    Remove(entry);
                }
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // The entry is in use, or another process has just deleted it.
            }
        }
    }

    private static void Remove(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo directory)
        {
            directory.Delete(recursive: true);
        }
        else
        {
            entry.Delete();
        }
    }
}
