using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The files of one request. On disposal, those that the app has not accepted are deleted.
/// </summary>
internal sealed class RequestFiles(HttpContext http, UploadGroup uploads) : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly List<CompletedUpload> _stored = [];
    private int _accepted;

    internal int Count => _stored.Count;

    /// <summary>Stores a file, if the app accepts it.</summary>
    /// <exception cref="ProblemException">The app rejects it.</exception>
    internal async Task StoreAsync(
        IncomingUpload upload, Stream content, IReadOnlyDictionary<string, string>? metadata = null)
    {
        await uploads.RequireAcceptedAsync(upload).ConfigureAwait(false);
        var request = uploads.Requests.Create(upload, content, metadata ?? NoMetadata);
        var file = await uploads.S3.StoreAsync(request, http.RequestAborted).ConfigureAwait(false);
        _stored.Add(new CompletedUpload { HttpContext = http, File = file, FileName = upload.FileName });
    }

    /// <summary>
    /// Has the app accept the files, one after the other. From then on a file stays, even if a later one fails or the
    /// client disconnects: the app knows it.
    /// </summary>
    internal async Task<IReadOnlyList<UploadResponse>> KeepAllAsync()
    {
        http.RequestAborted.ThrowIfCancellationRequested();
        foreach (var file in _stored)
        {
            if (uploads.Options.AfterUpload is { } after)
            {
                await after(file, CancellationToken.None).ConfigureAwait(false);
            }

            _accepted++;
        }

        return [.. _stored.Select(upload => UploadResponse.From(upload.File, upload.FileName))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_accepted < _stored.Count)
        {
            await uploads.RemoveAsync(http, [.. _stored.Skip(_accepted).Select(upload => upload.File.Key)])
                .ConfigureAwait(false);
        }
    }
}
