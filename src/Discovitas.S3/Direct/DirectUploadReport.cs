using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>Logs and counts direct uploads.</summary>
internal sealed class DirectUploadReport(StoreContext context)
{
    internal void Created(ObjectKey key, string kind)
    {
        context.Logger.DirectUploadCreated(key.Value, kind);
        Telemetry.DirectUploadCreated(context);
    }

    internal void Completed(ObjectKey key, long size)
    {
        context.Logger.DirectUploadCompleted(key.Value, size);
        Telemetry.DirectUploadCompleted(context);
    }

    /// <summary>Does the work, and reports a rejection if there is one.</summary>
    /// <param name="key">The key, if there is one already.</param>
    /// <param name="work">The work.</param>
    internal async Task<T> ReportRejectionAsync<T>(ObjectKey? key, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (UploadRejectedException rejection)
        {
            if (key is { } known)
            {
                context.Logger.DirectUploadRejected(known.Value, rejection.Reason);
            }
            else
            {
                context.Logger.Rejected(rejection.Reason);
            }

            Telemetry.Rejected(context, rejection.Reason);
            throw;
        }
    }
}
