using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;

namespace Discovitas.S3;

/// <content>Uploads.</content>
public partial class S3Service
{
    /// <summary>Uploads a file and returns its public URL.</summary>
    /// <param name="request">The file.</param>
    /// <param name="cancellationToken">
    /// Cancels the upload, so that nothing is stored. Has no effect once the last byte is sent.
    /// </param>
    /// <returns>The public URL.</returns>
    /// <exception cref="UploadRejectedException">
    /// The file breaks a rule, or an <see cref="IUploadInspector"/> rejects it; nothing is stored.
    /// </exception>
    /// <exception cref="UploadInspectionException">The file could not be inspected; nothing is stored.</exception>
    /// <exception cref="S3StoreException">The store rejected the request, or failed; nothing is stored.</exception>
    /// <exception cref="OperationCanceledException">The upload was cancelled; nothing is stored.</exception>
    /// <exception cref="ArgumentException">
    /// The content is null, or a stream that cannot be read; or a rule of <see cref="FileUploadRequest.Images"/> is
    /// less than 1 or contradicts another.
    /// </exception>
    /// <example>
    /// <code>
    /// string url = await s3.UploadAsync(new FileUploadRequest("cat.png", "image/png", bytes), cancellationToken);
    /// </code>
    /// </example>
    public virtual async Task<string> UploadAsync(
        FileUploadRequest request, CancellationToken cancellationToken = default) =>
        (await StoreAsync(request, cancellationToken).ConfigureAwait(false)).Url;

    /// <summary>
    /// Uploads a file and returns its key, its URL and its properties as stored (S3 operation PutObject, or a multipart
    /// upload if the file is longer than one part).
    /// </summary>
    /// <inheritdoc cref="UploadAsync"/>
    /// <returns>The key, the public URL and what the store holds.</returns>
    /// <example>
    /// <code>
    /// var request = new FileUploadRequest("cat.png", "image/png", stream) { Folder = "cats" };
    /// StoredFile file = await s3.StoreAsync(request, cancellationToken);
    /// await database.SaveAsync(file.Key, file.Size);
    /// </code>
    /// </example>
    public virtual async Task<StoredFile> StoreAsync(
        FileUploadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.FileName);
        ArgumentNullException.ThrowIfNull(request.Content);
        RepeatRules.RequireValid(request);
        _filters.RequireFor(request.Images);
        using var activity = UploadActivity.Start(_context);
        try
        {
            var rules = _rules.With(request.Limits);
            var type = rules.CheckTypeAndName(request);
            var key = ObjectKey.Create(request, _settings.KeyPrefix);
            activity.Describe(key, type);
            var place = request.Pending ? _addresses.PendingKey(key) : key;
            var headers = ObjectHeaders.Create(request, type, _settings);
            var filtered = new FilteredFile
            {
                FileName = request.FileName,
                ContentType = type.Value,
                Images = request.Images,
            };
            var (plan, checkedType) = (_plan.Within(request.Limits), rules.ChecksBytes ? type : (MediaType?)null);
            using var parts = _filters.Read(filtered, request.Content, plan, checkedType);
            await parts.RequireTypeAsync(rules, type, cancellationToken).ConfigureAwait(false);
            var repeats = await FindAttemptsAsync(request, key, cancellationToken).ConfigureAwait(false);
            if (repeats?.Decided is { } earlier)
            {
                var replay = await ReplayAsync(earlier, key, parts, cancellationToken).ConfigureAwait(false);
                replay = replay with { Image = filtered.Image };
                replay = await FinishAsync(request, place, replay, repeats).ConfigureAwait(false);
                activity.Repeated(key);
                return replay;
            }

            using var quota = await ReserveAsync(request, key, parts, cancellationToken).ConfigureAwait(false);
            var progress = request.Progress is { } listener
                ? new ProgressMeter(listener, parts.KnownLength, _context.Logger)
                : null;
            var upload = new Upload(place, headers, parts, progress) { MayBeRemoved = repeats is not null };
            var first = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
            var written = await _writer.WriteAsync(upload, first, request, cancellationToken).ConfigureAwait(false);
            progress?.Finish(written.Size);
            var file = Describe(written, key, place, type) with { Image = filtered.Image };
            file = await FinishAsync(request, place, file, repeats).ConfigureAwait(false);
            Report(activity, file, key, written.Parts);
            return file;
        }
        catch (Exception failure)
        {
            activity.NotStored(failure);
            throw;
        }
    }

    private static void Report(UploadActivity activity, StoredFile file, ObjectKey key, int parts)
    {
        if (file.IsReplay)
        {
            activity.Repeated(key);
        }
        else
        {
            activity.Stored(key, file.Size, parts);
        }
    }

    private StoredFile Describe(WrittenObject written, ObjectKey key, ObjectKey place, MediaType type) => new()
    {
        Key = key.Value,
        Url = _addresses.PublicUrl(key),
        PendingKey = place == key ? null : place.Value,
        Size = written.Size,
        ContentType = type.Value,
        ETag = EntityTag.Quoted(written.ETag),
        ChecksumCrc32 = Crc32Value.ToBase64(written.Crc32),
    };
}
