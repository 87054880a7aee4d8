using Discovitas.S3.Reading;

namespace Discovitas.S3.Writing;

/// <summary>Adds up what the parts have sent. A part that is sent again counts again only from where it had come to.</summary>
internal sealed class ProgressMeter(IProgress<UploadProgress> progress, long? total)
{
    private readonly object _lock = new();
    private long _sent;

    internal void Report(Part part, long position)
    {
        // Reported under the lock: outside it, two parts could overtake each other and progress go backwards.
        lock (_lock)
        {
            if (position > part.Sent)
            {
                _sent += position - part.Sent;
                part.Sent = position;
                progress.Report(new UploadProgress(_sent, total));
            }
        }
    }

    /// <summary>The last word, so that an empty file and a client that read nothing end at the full size as well.</summary>
    internal void Finish(long size)
    {
        lock (_lock)
        {
            progress.Report(new UploadProgress(size, size));
        }
    }
}
