namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Where files come into being before they are moved, in one step, to where others see them. Names are random, so that several
/// processes may work on one folder.
/// </summary>
internal sealed class Staging(FolderLayout layout)
{
    public string NewPath() => Path.Combine(layout.Staging, Guid.NewGuid().ToString("N"));

    /// <summary>An empty file, for bytes to come.</summary>
    public StagedFile Create() => new(NewPath());

    /// <summary>Writes a small file so that it appears at its path whole, in place of what was there.</summary>
    public async Task WriteAsync(string path, byte[] content)
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

    /// <summary>Takes a directory away in one step; what is in it is deleted after that, as far as it lets itself be.</summary>
    public void Discard(string directory)
    {
        var staged = NewPath();
        Directory.Move(directory, staged);
        try
        {
            Directory.Delete(staged, recursive: true);
        }
        catch (Exception leftOver) when (leftOver is IOException or UnauthorizedAccessException)
        {
            // another process has a file open; RemoveOld will get it
        }
    }

    /// <summary>Removes what crashed processes have left, once it is so old that no living one can be at work on it.</summary>
    public void RemoveOld(DateTimeOffset now)
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
                // in use after all, or removed by another process at this moment
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
