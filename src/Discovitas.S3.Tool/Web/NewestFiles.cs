namespace Discovitas.S3.Tool.Web;

/// <summary>Counts files, and remembers the newest of them.</summary>
/// <param name="room">How many are remembered.</param>
internal sealed class NewestFiles(int room)
{
    // The oldest is first, since it is the next to be forgotten.
    private readonly PriorityQueue<ListedFile, DateTimeOffset> _newest = new();

    /// <summary>Gets how many files were added.</summary>
    internal int Count { get; private set; }

    internal void Add(ListedFile file)
    {
        Count++;
        if (_newest.Count < room)
        {
            _newest.Enqueue(file, file.LastModified);
        }
        else
        {
            _newest.EnqueueDequeue(file, file.LastModified);
        }
    }

    /// <summary>Gets the newest files, newest first.</summary>
    internal IReadOnlyList<ListedFile> ToList() =>
        [.. _newest.UnorderedItems.Select(item => item.Element).OrderByDescending(file => file.LastModified)];
}
