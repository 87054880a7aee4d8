using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>A multipart upload that has been started.</summary>
/// <param name="Id">The upload's id.</param>
/// <param name="RemoveOthersAsync">
/// Removes uploads that other attempts may have started, logs one that is left, and returns whether none is. Null
/// if there can be none.
/// </param>
internal sealed record StartedUpload(string Id, Func<MultipartCleanup, Task<bool>>? RemoveOthersAsync)
{
    /// <summary>Removes what other attempts may have started, or names it in the failure.</summary>
    internal async Task EndAsync(MultipartCleanup cleanup)
    {
        if (RemoveOthersAsync is not null && !await RemoveOthersAsync(cleanup).ConfigureAwait(false))
        {
            cleanup.Name(RemainingItems.UnknownId);
        }
    }
}
