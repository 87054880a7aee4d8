using System.Net;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The files of one request. On disposal, those that the app has not accepted are deleted; but not those of a request
/// that may be repeated, since another request may have stored them, or rely on them.
/// </summary>
internal sealed class RequestFiles(HttpContext http, UploadGroup uploads) : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly List<CompletedUpload> _stored = [];
    private readonly string? _idempotencyKey = IdempotencyKey.Read(http, uploads);
    private int _accepted;

    internal int Count => _stored.Count;

    /// <summary>Gets a value indicating whether earlier requests have stored all files.</summary>
    internal bool IsReplay => _stored.TrueForAll(upload => upload.File.IsReplay);

    /// <summary>Stores a file, if the app accepts it.</summary>
    /// <exception cref="ProblemException">The app rejects it, or the store cannot repeat uploads.</exception>
    internal async Task StoreAsync(
        IncomingUpload upload, Stream content, IReadOnlyDictionary<string, string>? metadata = null)
    {
        await uploads.RequireAcceptedAsync(upload).ConfigureAwait(false);
        var own = _idempotencyKey is null ? null : $"{_idempotencyKey}/{_stored.Count}";
        var request = uploads.Requests.Create(upload, content, metadata ?? NoMetadata, own);
        var file = await StoreAsync(request).ConfigureAwait(false);
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
                await AcceptAsync(file, after).ConfigureAwait(false);
            }

            _accepted++;
        }

        if (IsReplay)
        {
            http.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        }

        return [.. _stored.Select(upload => UploadResponse.From(upload.File, upload.FileName))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_accepted < _stored.Count && _idempotencyKey is null)
        {
            await uploads.RemoveAsync(http, [.. _stored.Skip(_accepted).Select(upload => upload.File.Key)])
                .ConfigureAwait(false);
        }
    }

    private async Task<StoredFile> StoreAsync(FileUploadRequest request)
    {
        try
        {
            return await uploads.S3.StoreAsync(request, http.RequestAborted).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
            when (_idempotencyKey is not null && failure.StatusCode is HttpStatusCode.NotImplemented)
        {
            const string Detail =
                $"This site cannot recognize repeated uploads. Send the request without {IdempotencyKey.Header}.";
            throw new ProblemException(ProblemTable.IdempotencyUnsupported, Detail, failure);
        }
    }

    private async Task AcceptAsync(CompletedUpload file, Func<CompletedUpload, CancellationToken, ValueTask> after)
    {
        if (_idempotencyKey is null)
        {
            await after(file, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await uploads.S3
            .AcceptAsync(file.File, _ => after(file, CancellationToken.None).AsTask(), CancellationToken.None)
            .ConfigureAwait(false);
    }
}
