using System.Net;
using Discovitas.S3.AspNetCore.Groups;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The files of one request. On disposal, those that the app has not accepted are deleted. Those of a request that may
/// be repeated are its own until they are accepted, so that no other request relies on them.
/// </summary>
internal sealed class RequestFiles(HttpContext http, UploadGroup uploads) : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly List<CompletedUpload> _stored = [];
    private readonly string? _idempotencyKey = IdempotencyKey.Read(http, uploads);
    private int _kept;

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
        _stored.Add(Describe(file, upload.FileName));
    }

    /// <summary>
    /// Has the app accept the files, one after the other. From then on a file stays, even if a later one fails or the
    /// client disconnects: the app knows it.
    /// </summary>
    internal async Task<IReadOnlyList<UploadResponse>> KeepAllAsync()
    {
        http.RequestAborted.ThrowIfCancellationRequested();
        for (var i = 0; i < _stored.Count; i++)
        {
            await KeepAsync(i).ConfigureAwait(false);
        }

        if (IsReplay)
        {
            http.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        }

        return [.. _stored.Select(upload => UploadResponse.From(upload.File, upload.FileName))];
    }

    public async ValueTask DisposeAsync()
    {
        var left = _stored.Skip(_kept).Select(upload => upload.File).ToList();
        if (left.Count > 0 && _idempotencyKey is null)
        {
            await uploads.RemoveAsync(http, [.. left.Select(file => file.Key)]).ConfigureAwait(false);
        }
        else
        {
            await Task.WhenAll(left.Select(uploads.S3.WithdrawAsync)).ConfigureAwait(false);
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

    private async Task KeepAsync(int index)
    {
        var upload = _stored[index];
        var after = uploads.Options.AfterUpload;
        if (_idempotencyKey is not null)
        {
            // A file that is not accepted is removed there.
            _kept++;
            var file = await uploads.S3
                .AcceptAsync(upload.File, after is null ? null : AskAsync, CancellationToken.None)
                .ConfigureAwait(false);
            _stored[index] = Describe(file, upload.FileName);
            return;
        }

        if (after is not null)
        {
            await after(upload, CancellationToken.None).ConfigureAwait(false);
        }

        _kept++;

        Task AskAsync(StoredFile file) => after(Describe(file, upload.FileName), CancellationToken.None).AsTask();
    }

    private CompletedUpload Describe(StoredFile file, string fileName) =>
        new() { HttpContext = http, File = file, FileName = fileName };
}
