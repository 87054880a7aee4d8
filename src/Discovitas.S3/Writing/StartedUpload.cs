using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>A multipart upload that has been started.</summary>
/// <param name="Id">The upload's id.</param>
/// <param name="RemoveOthersAsync">
/// Removes uploads that other attempts may have started, logs one that is left, and returns whether none is. Null
/// if there can be none.
/// </param>
internal sealed record StartedUpload(string Id, Func<Exception?, Task<bool>>? RemoveOthersAsync)
{
    /// <summary>Ends the upload: nothing that other attempts may have started remains, or the failure says so.</summary>
    internal async Task EndAsync(Exception? failure = null)
    {
        var isClean = RemoveOthersAsync is null || await RemoveOthersAsync(failure).ConfigureAwait(false);
        if (!isClean && failure is not null)
        {
            RemainingItems.NameUpload(failure, RemainingItems.UnknownId);
        }
    }
}
