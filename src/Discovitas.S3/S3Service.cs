using System.Runtime.CompilerServices;
using Amazon.S3;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Configuration;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Direct;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Uploads files to a bucket and finds them again. Thread-safe; one for the whole app. Methods that take a file take its key or a URL
/// that this service gave out, and refuse any other with an <see cref="ArgumentException"/>, so that no input reaches other objects of
/// the bucket.
/// </summary>
public partial class S3Service
{
    private readonly S3Settings _settings = null!;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ILogger _logger = NullLogger.Instance;
    private readonly StoreContext _context = null!;
    private readonly UploadRules _rules = null!;
    private readonly PartPlan _plan = null!;
    private readonly ObjectAddresses _addresses = null!;
    private readonly UrlSigner _signer = null!;
    private readonly ObjectWriter _writer = null!;
    private readonly StoredObjects _objects = null!;
    private readonly DirectUploads _direct = null!;

    /// <summary>Creates the service; <c>AddS3Uploads</c> does this for an app.</summary>
    /// <param name="s3">The client. It stays the bucket's to dispose.</param>
    /// <param name="settings">The settings. They are read now: later changes have no effect.</param>
    /// <param name="logger">Told what is stored, deleted and left behind. Default: nobody.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong; the message names each.</exception>
    public S3Service(IAmazonS3 s3, IOptions<S3Settings> settings, ILogger<S3Service>? logger = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(s3);
        ArgumentNullException.ThrowIfNull(settings);
        _time = timeProvider ?? TimeProvider.System;
        _settings = settings.Value.Snapshot();
        S3SettingsValidator.Require(_settings);
        _logger = logger ?? (ILogger)NullLogger.Instance;
        _context = new StoreContext(_settings.Bucket!, _time, _logger);
        var caller = new S3Caller(s3, _settings, _context);
        _rules = new UploadRules(_settings);
        _plan = PartPlan.From(_settings) with { SignsPayload = caller.TakesSha256 };
        _addresses = new ObjectAddresses(_settings);
        _signer = new UrlSigner(s3, caller);
        _writer = new ObjectWriter(caller, _settings.Parallelism);
        _objects = new StoredObjects(caller);
        _direct = new DirectUploads(new DirectUploadPlanner(_rules, _plan, _settings), caller, _signer, _addresses);
    }

    /// <summary>For an app's tests that mock this class.</summary>
    protected S3Service()
    {
    }

    /// <summary>Uploads a file.</summary>
    /// <param name="request">The file.</param>
    /// <param name="cancellationToken">Ends the upload with nothing stored, until the last byte is sent.</param>
    /// <returns>The public URL.</returns>
    /// <exception cref="UploadRejectedException">The file breaks a rule; nothing is stored.</exception>
    /// <exception cref="S3StoreException">The store refused or failed; nothing is stored.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is stored.</exception>
    public virtual async Task<string> UploadAsync(FileUploadRequest request, CancellationToken cancellationToken = default) =>
        (await StoreAsync(request, cancellationToken).ConfigureAwait(false)).Url;

    /// <summary>Uploads a file and tells all about it (S3 operation PutObject, or a multipart upload for more than one part).</summary>
    /// <inheritdoc cref="UploadAsync"/>
    /// <returns>The key, the public URL and what the store holds.</returns>
    public virtual async Task<StoredFile> StoreAsync(FileUploadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.FileName);
        ArgumentNullException.ThrowIfNull(request.Content);
        using var activity = UploadActivity.Start(_context);
        try
        {
            var rules = _rules.With(request.Limits);
            var type = rules.CheckTypeAndName(request);
            var key = ObjectKey.Create(request, _settings.KeyPrefix);
            activity.Describe(key, type);
            var headers = ObjectHeaders.Create(request, type, _settings);
            using var parts = request.Content.Read(_plan.Within(request.Limits));
            await parts.RequireTypeAsync(rules, type, cancellationToken).ConfigureAwait(false);
            var progress = request.Progress is { } listener ? new ProgressMeter(listener, parts.KnownLength, _logger) : null;
            var first = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
            var written = await _writer.WriteAsync(new Upload(key, headers, parts, progress), first, cancellationToken).ConfigureAwait(false);
            progress?.Finish(written.Size);
            activity.Stored(key, written.Size, written.Parts);
            return new StoredFile(key.Value, _addresses.PublicUrl(key), written.Size, type.Value, EntityTag.Quoted(written.ETag), first.IsLast ? first.Crc32Text : Crc32Value.ToBase64(written.Crc32));
        }
        catch (Exception failure)
        {
            activity.NotStored(failure);
            throw;
        }
    }

    /// <summary>The public URL of a file, whether or not it is there. Anyone can read it where the bucket or the CDN allows that.</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <returns>The URL, to store or show; it does not end.</returns>
    public virtual string GetPublicUrl(string keyOrUrl) => _addresses.PublicUrl(_addresses.KeyOf(keyOrUrl));

    /// <summary>A URL under which anyone who has it can read the file for a while (SigV4 presigned GetObject).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="lifetime">How long, 1 second to 7 days. Ends earlier with credentials that do; what is told is the true end.</param>
    /// <param name="downloadName">The name to save under; makes a browser save rather than show. Default: as stored.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The URL, which is a secret, and its end.</returns>
    public virtual Task<TemporaryUrl> GetTemporaryUrlAsync(string keyOrUrl, TimeSpan lifetime, string? downloadName = null, CancellationToken cancellationToken = default)
    {
        UrlSigner.RequireLifetime(lifetime);
        return _signer.SignAsync(_addresses.KeyOf(keyOrUrl), lifetime, downloadName, cancellationToken);
    }

    /// <summary>What the store says of a file (S3 operation HeadObject).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Size, type, ETag and metadata; null when there is no such file.</returns>
    /// <exception cref="S3StoreException">The store refused or failed. Forbidden is never taken for missing.</exception>
    public virtual Task<StoredFileMetadata?> GetMetadataAsync(string keyOrUrl, CancellationToken cancellationToken = default) =>
        _objects.HeadAsync(_addresses.KeyOf(keyOrUrl), cancellationToken);

    /// <summary>Whether the file is there (S3 operation HeadObject).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True if it is.</returns>
    /// <exception cref="S3StoreException">The store refused or failed. Forbidden is never taken for missing.</exception>
    public virtual async Task<bool> ExistsAsync(string keyOrUrl, CancellationToken cancellationToken = default) =>
        await _objects.HeadAsync(_addresses.KeyOf(keyOrUrl), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Reads a file as it comes from the store, nothing of it held in memory (S3 operation GetObject).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="offset">The first byte, from 0.</param>
    /// <param name="length">How many bytes at most, at least 1. Default: to the end.</param>
    /// <param name="cancellationToken">Ends the call, not the reading.</param>
    /// <returns>
    /// The bytes; dispose it to free the connection. A read that waits for <see cref="S3Settings.IdleTimeout"/>, or breaks, throws
    /// <see cref="S3StoreException"/>; synchronous reads have no timeout.
    /// </returns>
    /// <exception cref="S3StoreException">There is no such file or range, or the store refused or failed.</exception>
    public virtual Task<Stream> OpenReadAsync(string keyOrUrl, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(length ?? 1, 1, nameof(length));
        return _objects.OpenAsync(_addresses.KeyOf(keyOrUrl), offset, length, cancellationToken);
    }

    /// <summary>Deletes a file (S3 operation DeleteObject). That there is none is no error.</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Done.</returns>
    /// <exception cref="S3StoreException">The store refused or failed.</exception>
    public virtual async Task DeleteAsync(string keyOrUrl, CancellationToken cancellationToken = default)
    {
        await _objects.DeleteAsync(_addresses.KeyOf(keyOrUrl), cancellationToken).ConfigureAwait(false);
        _logger.Deleted(1);
    }

    /// <summary>Deletes many files, a thousand to a request (S3 operation DeleteObjects). That some are not there is no error.</summary>
    /// <param name="keysOrUrls">The files. All are checked before the first is deleted.</param>
    /// <param name="cancellationToken">Ends the call between requests.</param>
    /// <returns>Done.</returns>
    /// <exception cref="S3StoreException">The store refused or failed; the message tells how many files are left.</exception>
    public virtual async Task DeleteManyAsync(IEnumerable<string> keysOrUrls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keysOrUrls);
        var keys = keysOrUrls.Select(keyOrUrl => _addresses.KeyOf(keyOrUrl, nameof(keysOrUrls))).Distinct().ToList();
        await _objects.DeleteAsync(keys, cancellationToken).ConfigureAwait(false);
        _logger.Deleted(keys.Count);
    }

    /// <summary>The files of this service in a folder and below it, in the order of their keys (S3 operation ListObjectsV2).</summary>
    /// <param name="folder">The folder, as in <see cref="FileUploadRequest.Folder"/>. Default: all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The files, fetched by the thousand as they are asked for.</returns>
    /// <exception cref="UploadRejectedException">The folder is not of the allowed form.</exception>
    /// <exception cref="S3StoreException">The store refused or failed.</exception>
    public virtual IAsyncEnumerable<ListedFile> ListAsync(string? folder = null, CancellationToken cancellationToken = default) =>
        ListOwnAsync(_settings.KeyPrefix + ObjectKey.FolderPrefix(folder), cancellationToken);

    private async IAsyncEnumerable<ListedFile> ListOwnAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in _objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            // What others keep under the prefix is not this service's to show.
            if (ObjectKey.TryParse(found.Key, _settings.KeyPrefix, out var key))
            {
                yield return new ListedFile(key.Value, _addresses.PublicUrl(key), found.Size ?? 0, StoredObjects.Time(found.LastModified));
            }
        }
    }
}
