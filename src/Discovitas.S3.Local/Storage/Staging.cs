namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The folder where files are written before they are moved, in one step, to where others see them. Their names are
/// unique, so that several servers can work on one folder, and tell which server has made them.
/// </summary>
internal sealed class Staging(FolderLayout layout, ServerMark mark)
{
    internal string NewPath() => Path.Combine(layout.Staging, StagedName.Create(mark.Id));

    /// <summary>Creates an empty file.</summary>
    internal StagedFile Create() => new(NewPath());

    /// <summary>Writes a small file atomically, replacing what was there.</summary>
    internal Task WriteAsync(string path, byte[] content)
    {
        // Synchronous, as StateJson reads such files.
        var staged = NewPath();
        WriteNew(staged, content);
        try
        {
            File.Move(staged, path, overwrite: true);
            return Task.CompletedTask;
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
            // Another process has a file open. It is deleted at a later start.
        }
    }

    /// <summary>
    /// Writes the metadata of a write that is about to begin, and returns the file. While it is staged, it tells what
    /// to recover after a crash; moving it to its place commits the write.
    /// </summary>
    internal string WriteIntent(string bucket, byte[] metadata)
    {
        var staged = $"{NewPath()}{StagedName.Separator}{bucket}";
        WriteNew(staged, metadata);
        return staged;
    }

    /// <summary>Returns what servers have left that have ended.</summary>
    internal List<string> FindAbandoned()
    {
        var staged = Directory.GetFileSystemEntries(layout.Staging);

        // A server marks itself before it stages anything, so the marks are looked at after the files.
        return
        [
            .. staged
                .GroupBy(path => StagedName.Parse(path)?.Server)
                .Where(group => group.Key is { } server && mark.HasEnded(server))
                .SelectMany(group => group),
            .. staged.Where(path => StagedName.Parse(path) is null && IsOld(path)),
        ];
    }

    internal static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // The entry is open elsewhere, or another server has just deleted it.
        }
    }

    // File.WriteAllBytes truncates the file, new or not; ext4 then starts to write it to the disk when it is closed.
    private static void WriteNew(string path, byte[] content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        RandomAccess.Write(file, content, 0);
    }

    // By its name, an earlier version has staged it. That version may still run.
    private static bool IsOld(string path) =>
        TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1);
}
