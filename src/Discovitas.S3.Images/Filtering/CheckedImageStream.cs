using Discovitas.S3.Images.Cleaning;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Images.Filtering;

/// <summary>
/// A file as it is to be stored: checked while it is read, and without its metadata if that is removed.
/// </summary>
internal sealed class CheckedImageStream : ForwardStream
{
    private readonly ImageCheck _check;
    private readonly WatchedStream _received;
    private CleanedImageStream? _cleaned;
    private Stream? _stored;
    private UploadRejectedException? _rejection;

    /// <summary>Initializes a stream. Nothing is read yet.</summary>
    /// <param name="content">The file, at its start. It is not disposed.</param>
    /// <param name="check">Looks at the bytes that are received.</param>
    internal CheckedImageStream(Stream content, ImageCheck check)
    {
        _check = check;
        _received = new WatchedStream(content, check);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rejection is not null)
        {
            throw _rejection;
        }

        try
        {
            return await ReadStoredAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadRejectedException rejection)
        {
            _rejection = rejection;
            throw;
        }
        catch (BrokenImageException broken)
        {
            _rejection = ImageRejections.Invalid(broken.Message);
            throw _rejection;
        }
        catch (UnsupportedImageException unsupported)
        {
            _rejection = ImageRejections.NotCleanable(unsupported.Format, unsupported.Reason);
            throw _rejection;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stored?.Dispose();
            _received.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadStoredAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_stored is null)
        {
            await _received.BeginAsync(cancellationToken).ConfigureAwait(false);
            _cleaned = _check.IsCleaned ? new CleanedImageStream(_received, _check.OnUnsupported) : null;
            _stored = (Stream?)_cleaned ?? _received;
        }

        var count = await _stored.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count == 0 && !buffer.IsEmpty)
        {
            _check.End(_cleaned?.IsCleaned is true);
        }

        return count;
    }
}
