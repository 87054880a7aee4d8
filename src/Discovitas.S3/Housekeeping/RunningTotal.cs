using Amazon.S3.Model;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>Counts objects while they are listed.</summary>
internal sealed class RunningTotal
{
    internal long Files { get; private set; }

    internal long Bytes { get; private set; }

    private DateTimeOffset? Oldest { get; set; }

    private DateTimeOffset? Newest { get; set; }

    internal void Add(S3Object found)
    {
        var time = StoredObjects.Time(found.LastModified);
        Files++;
        Bytes += found.Size ?? 0;
        Oldest = time < Oldest ? time : Oldest ?? time;
        Newest = time > Newest ? time : Newest ?? time;
    }

    /// <summary>Counts a file, or of a variant only its size, which belongs to its file.</summary>
    internal void Add(S3Object found, bool isVariant)
    {
        if (isVariant)
        {
            Bytes += found.Size ?? 0;
        }
        else
        {
            Add(found);
        }
    }

    internal StorageTotal ToTotal() => new() { Files = Files, Bytes = Bytes, Oldest = Oldest, Newest = Newest };

    internal FolderUsage ToFolder(string folder) => new()
    {
        Folder = folder,
        Files = Files,
        Bytes = Bytes,
        Oldest = Oldest,
        Newest = Newest,
    };
}
