namespace Discovitas.S3.FaultTests.Support;

/// <summary>What the store really holds after a run.</summary>
/// <param name="Hashes">SHA-256 of each object, by its key.</param>
/// <param name="Uploads">The ids of multipart uploads that are neither complete nor aborted.</param>
internal sealed record Holdings(IReadOnlyDictionary<string, string> Hashes, IReadOnlyList<string> Uploads)
{
    internal bool IsEmpty => Hashes.Count == 0 && Uploads.Count == 0;
}
