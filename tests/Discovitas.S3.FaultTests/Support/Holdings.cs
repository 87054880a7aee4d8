using System.Security.Cryptography;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>What the store really holds after a run.</summary>
/// <param name="Hashes">SHA-256 of each object, by its key.</param>
/// <param name="Uploads">The ids of multipart uploads that are neither complete nor aborted.</param>
internal sealed record Holdings(IReadOnlyDictionary<string, string> Hashes, IReadOnlyList<string> Uploads)
{
    internal static async Task<Holdings> ReadAsync(StoreInspector inspector, string prefix = "")
    {
        var hashes = new Dictionary<string, string>();
        foreach (var key in await inspector.KeysAsync(prefix))
        {
            hashes[key] = Convert.ToHexString(SHA256.HashData((await inspector.ReadAsync(key)).Bytes));
        }

        var uploads = await inspector.UploadsAsync(prefix);
        return new Holdings(hashes, [.. uploads.Select(upload => upload.UploadId)]);
    }

    internal bool IsEmpty => Hashes.Count == 0 && Uploads.Count == 0;
}
