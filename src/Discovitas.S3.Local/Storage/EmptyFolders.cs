namespace Discovitas.S3.Local.Storage;

/// <summary>
/// S3 has no folders, so a folder is created with the first object in it and removed with the last.
/// </summary>
internal static class EmptyFolders
{
    /// <summary>
    /// Creates the folders of a place, and an empty file for the data. The file keeps others from removing the folder
    /// as empty, and from creating a folder of the same name. Returns <see langword="false"/> if a file or folder is in
    /// the way.
    /// </summary>
    internal static bool TryReserve(ObjectPlace place)
    {
        // Another writer may remove a folder as empty after it was created and before our file is in it.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place.Data)!);
                using var reserved = new FileStream(
                    place.Data, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                Directory.CreateDirectory(Path.GetDirectoryName(place.State)!);
                return true;
            }
            catch (DirectoryNotFoundException)
            {
                // Another writer has just removed the folder as empty: try again.
            }
            catch (Exception inTheWay) when (inTheWay is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Removes the folders that a file has left empty, up to but without the given one.</summary>
    internal static void Remove(string file, string upTo)
    {
        try
        {
            var folder = Path.GetDirectoryName(file)!;
            while (folder.Length > upTo.Length)
            {
                Directory.Delete(folder);
                folder = Path.GetDirectoryName(folder)!;
            }
        }
        catch (IOException)
        {
            // The folder is not empty.
        }
    }
}
