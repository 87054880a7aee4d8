using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>The files of one request: all of them are stored, or none stays.</summary>
internal sealed class RequestFiles(HttpContext http, UploadGroup uploads)
{
    private readonly List<CompletedUpload> _stored = [];

    internal int Count => _stored.Count;

    /// <summary>Runs what stores the files and then tells the app of each; if either fails, all are removed.</summary>
    internal async Task<IReadOnlyList<UploadAnswer>> KeepAllAsync(Func<Task> storeAll)
    {
        try
        {
            await storeAll().ConfigureAwait(false);
            http.RequestAborted.ThrowIfCancellationRequested();
            await TellAppAsync().ConfigureAwait(false);
            return [.. _stored.Select(file => UploadAnswer.Of(file.File, file.FileName))];
        }
        catch
        {
            if (_stored.Count > 0)
            {
                await uploads.RemoveAsync(http, [.. _stored.Select(file => file.File.Key)]).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <exception cref="Problems.RefusedException">The app does not take it.</exception>
    internal async Task StoreAsync(IncomingUpload upload, Stream bytes, IReadOnlyDictionary<string, string>? metadata = null)
    {
        await uploads.AdmitAsync(upload).ConfigureAwait(false);
        var request = new FileUploadRequest(upload.FileName, upload.ContentType, UploadContent.FromStream(bytes))
        {
            Folder = uploads.Folder(http),
            CacheControl = uploads.Options.CacheControl,
            KeepFileName = uploads.Options.KeepFileName,
            Metadata = metadata,
            Limits = uploads.Limits,
        };
        var file = await uploads.S3.StoreAsync(request, http.RequestAborted).ConfigureAwait(false);
        _stored.Add(new CompletedUpload(http, file, upload.FileName));
    }

    private async Task TellAppAsync()
    {
        if (uploads.Options.AfterUpload is { } tell)
        {
            foreach (var file in _stored)
            {
                await tell(file, http.RequestAborted).ConfigureAwait(false);
            }
        }
    }
}
