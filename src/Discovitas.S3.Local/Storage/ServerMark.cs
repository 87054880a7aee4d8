namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Marks a running server by a locked file, whose lock ends with the process. So a server can tell the staged files of
/// others that run from what a crash has left.
/// </summary>
internal sealed class ServerMark : IDisposable
{
    internal const string Suffix = ".server";

    private readonly FolderLayout _layout;
    private readonly FileStream _held;
    private readonly bool _locksWork;

    internal ServerMark(FolderLayout layout)
    {
        _layout = layout;
        FileStream? held = null;
        while (held is null)
        {
            Id = Guid.NewGuid().ToString("N");
            held = TryMark(PathOf(Id));
        }

        _held = held;
        _locksWork = TryOpen(PathOf(Id), FileMode.Open) is not { } again || Release(again);
    }

    /// <summary>Gets the ID of this server: 32 hexadecimal digits.</summary>
    internal string Id { get; private set; } = "";

    /// <summary>
    /// Returns whether a server has ended, and removes its mark. On file systems without locks none has.
    /// </summary>
    internal bool HasEnded(string id)
    {
        if (id == Id || !_locksWork)
        {
            return false;
        }

        if (!File.Exists(PathOf(id)))
        {
            return true;
        }

        if (TryOpen(PathOf(id), FileMode.Open) is not { } free)
        {
            return !File.Exists(PathOf(id));
        }

        free.Dispose();
        File.Delete(PathOf(id));
        return true;
    }

    /// <summary>
    /// Returns whether no other server runs on the folder, and removes the marks of those that ended.
    /// </summary>
    internal bool IsAlone() => Directory
        .GetFiles(_layout.Locks, "*" + Suffix)
        .Select(Path.GetFileNameWithoutExtension)
        .Where(id => id != Id)
        .ToList()
        .TrueForAll(id => HasEnded(id!));

    public void Dispose()
    {
        _held.Dispose();
        if (File.Exists(PathOf(Id)))
        {
            File.Delete(PathOf(Id));
        }
    }

    private string PathOf(string id) => Path.Combine(_layout.Locks, id + Suffix);

    // Between creating and locking the file, another server may have taken it for one that a crash has left.
    private static FileStream? TryMark(string path)
    {
        var file = TryOpen(path, FileMode.CreateNew);
        if (file is null || File.Exists(path))
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    private static bool Release(FileStream file)
    {
        file.Dispose();
        return false;
    }

    private static FileStream? TryOpen(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException inUseOrGone) when (inUseOrGone is not DirectoryNotFoundException)
        {
            return null;
        }
    }
}
