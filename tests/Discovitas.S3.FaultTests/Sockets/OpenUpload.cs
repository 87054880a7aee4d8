namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A multipart upload that is neither complete nor aborted.</summary>
internal sealed record OpenUpload(string Id, string Key, IReadOnlyDictionary<string, string> Headers)
{
    internal SortedDictionary<int, StoredObject> Parts { get; } = [];
}
