using Discovitas.S3.Diagnostics;
using Discovitas.S3.Reading;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Client;

/// <summary>Adds up what the parts have sent. A part that is sent again counts again only from where it had come to.</summary>
internal sealed class ProgressMeter(IProgress<UploadProgress> progress, long? total, ILogger logger)
{
    private readonly object _lock = new();
    private long _sent;
    private bool _isBroken;

    internal void Report(Part part, long position)
    {
        // Reported under the lock: outside it, two parts could overtake each other and progress go backwards.
        lock (_lock)
        {
            if (position > part.Sent)
            {
                _sent += position - part.Sent;
                part.Sent = position;
                Tell(new UploadProgress { BytesSent = _sent, TotalBytes = total });
            }
        }
    }

    /// <summary>The last word, so that an empty file and a client that read nothing end at the full size as well.</summary>
    internal void Finish(long size)
    {
        lock (_lock)
        {
            Tell(new UploadProgress { BytesSent = size, TotalBytes = size });
        }
    }

    // What goes wrong in a progress bar is no reason to lose an upload, or to report a stored file as failed.
    private void Tell(UploadProgress state)
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
