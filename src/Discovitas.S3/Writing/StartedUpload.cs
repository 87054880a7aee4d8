using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>A multipart upload that has been started.</summary>
/// <param name="Id">The upload's id.</param>
/// <param name="OthersRemoved">
/// Whether no upload is left that another attempt may have started. They are removed while parts are sent, and failing
/// to do so is logged.
/// </param>
internal sealed record StartedUpload(string Id, Task<bool> OthersRemoved)
{
    /// <summary>Waits until the others are removed, and names in the failure if one may remain.</summary>
    internal async Task EndAsync(Exception? failure = null)
    {
        if (!await OthersRemoved.ConfigureAwait(false) && failure is not null)
        {
            RemainingItems.NameUpload(failure, RemainingItems.UnknownId);
        }
    }
}
