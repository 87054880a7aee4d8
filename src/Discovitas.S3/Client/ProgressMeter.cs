using Discovitas.S3.Diagnostics;
using Discovitas.S3.Reading;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Client;

/// <summary>
/// Adds up what the parts have sent. A part that is sent again counts only from the position that it had reached
/// before.
/// </summary>
internal sealed class ProgressMeter(IProgress<UploadProgress> progress, long? total, ILogger logger)
{
    private readonly object _lock = new();
    private long _sent;
    private bool _isBroken;

    internal void Report(Part part, long position)
    {
        // Reported under the lock, since otherwise one part could overtake another and progress go backwards.
        lock (_lock)
        {
            if (position > part.Sent)
            {
                _sent += position - part.Sent;
                part.Sent = position;
                Report(new UploadProgress { BytesSent = _sent, TotalBytes = total });
            }
        }
    }

    /// <summary>
    /// Reports the full size, which would otherwise not be reported for an empty file, or with a client that reads no
    /// body.
    /// </summary>
    internal void Finish(long size)
    {
        lock (_lock)
        {
            Report(new UploadProgress { BytesSent = size, TotalBytes = size });
        }
    }

    // A failing progress bar is no reason to give up an upload, or to report a stored file as failed.
    private void Report(UploadProgress state)
    {
        try
        {
            if (!_isBroken)
            {
                progress.Report(state);
            }
        }
        catch (Exception failure)
        {
            _isBroken = true;
            logger.ProgressFailed(failure);
        }
    }
}
