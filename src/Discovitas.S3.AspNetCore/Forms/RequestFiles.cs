using Discovitas.S3.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Forms;

/// <summary>The files of one request: all of them are stored, or none stays.</summary>
internal sealed class RequestFiles(HttpContext http, UploadGroup uploads)
{
    private static readonly TimeSpan RemovalTime = TimeSpan.FromSeconds(30);

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
            await RemoveAsync().ConfigureAwait(false);
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

    // Not with the request's token, which has ended where the client has gone. Never throws: the failure that led here is what counts.
    private async Task RemoveAsync()
    {
        if (_stored.Count == 0)
        {
            return;
        }

        var keys = _stored.Select(file => file.File.Key).ToList();
        using var deadline = new CancellationTokenSource(RemovalTime);
        try
        {
            await uploads.S3.DeleteManyAsync(keys, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is S3UploadException or OperationCanceledException)
        {
            Log.Of(http).FilesLeftBehind(failure, string.Join(", ", keys));
        }
    }
}
