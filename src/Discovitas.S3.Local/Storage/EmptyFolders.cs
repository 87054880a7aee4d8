namespace Discovitas.S3.Local.Storage;

/// <summary>S3 has no folders: here they come with the first object in them and go with the last.</summary>
internal static class EmptyFolders
{
    /// <summary>
    /// Makes the folders of a place, and an empty file for the data, which keeps others from removing the folder as empty and from
    /// making a folder of that very name. False where a file or folder is in the way.
    /// </summary>
    public static bool TryReserve(ObjectPlace place)
    {
        // another writer may remove a folder as empty between its making and our file in it
        for (var attempt = 0; attempt < 10; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place.Data)!);
                using var reserved = new FileStream(place.Data, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                Directory.CreateDirectory(Path.GetDirectoryName(place.State)!);
                return true;
            }
            catch (DirectoryNotFoundException)
            {
                // removed as empty at this moment: once more
            }
            catch (Exception inTheWay) when (inTheWay is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Removes the folders that a file was the last one in, up to but without the given one.</summary>
    public static void Remove(string file, string upTo)
    {
        try
        {
            for (var folder = Path.GetDirectoryName(file)!; folder.Length > upTo.Length; folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // not empty: something else is in it
        }
    }
}
