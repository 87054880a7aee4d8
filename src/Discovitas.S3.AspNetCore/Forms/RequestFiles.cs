using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The files of one request. They are deleted on disposal, unless <see cref="KeepAllAsync"/> has succeeded.
/// </summary>
internal sealed class RequestFiles(HttpContext http, UploadGroup uploads) : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly List<CompletedUpload> _stored = [];
    private bool _areKept;

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

    /// <summary>Reports each file to the app, and keeps them all if that succeeds.</summary>
    internal async Task<IReadOnlyList<UploadResponse>> KeepAllAsync()
    {
        http.RequestAborted.ThrowIfCancellationRequested();
        if (uploads.Options.AfterUpload is { } after)
        {
            foreach (var file in _stored)
            {
                await after(file, http.RequestAborted).ConfigureAwait(false);
            }
        }

        _areKept = true;
        return [.. _stored.Select(upload => UploadResponse.From(upload.File, upload.FileName))];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_areKept && _stored.Count > 0)
        {
            await uploads.RemoveAsync(http, [.. _stored.Select(upload => upload.File.Key)]).ConfigureAwait(false);
        }
    }
}
