using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local;

/// <content>Starts and stops the server.</content>
public sealed partial class LocalS3Server
{
    internal Task ServeAsync(CancellationToken cancellationToken) =>
        _serving = Task.Run(() => RecoverAndStartAsync(cancellationToken), cancellationToken);

    private async Task RecoverAndStartAsync(CancellationToken cancellationToken)
    {
        var logger = _options.CreateLogger();
        if (await _store.RecoverAsync(cancellationToken).ConfigureAwait(false) is > 0 and var removed)
        {
            logger.LeftoversRemoved(removed, Folder);
        }

        if (_store.MeasureUploads() is { Count: > 0 } uploads)
        {
            logger.UploadsFound(uploads.Count, uploads.Bytes, Folder, _options.AbortUploadsAfter);
        }

        await _web.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    internal Task StopAsync(CancellationToken cancellationToken)
    {
        _faults.Dispose();
        return _web.StopAsync(cancellationToken);
    }

    /// <summary>Stops the server without waiting for requests.</summary>
    internal void Close()
    {
        _faults.Dispose();
        _web.Close();
        CloseFolder();
    }
}
