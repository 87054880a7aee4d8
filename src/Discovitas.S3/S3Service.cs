using System.Diagnostics.CodeAnalysis;
using Amazon.S3;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Direct;
using Discovitas.S3.Headers;
using Discovitas.S3.Housekeeping;
using Discovitas.S3.Inspecting;
using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Quotas;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Uploads files to a bucket, returns their URLs, and reads, lists and deletes them. Thread-safe; one instance serves a
/// whole app. Methods that accept a file accept its key, or a URL that this service returned, and throw
/// <see cref="ArgumentException"/> for anything else, so that no input can reach other objects in the bucket.
/// </summary>
public partial class S3Service
{
    private readonly S3Settings _settings = null!;
    private readonly StoreContext _context = null!;
    private readonly UploadRules _rules = null!;
    private readonly PartPlan _plan = null!;
    private readonly ObjectAddresses _addresses = null!;
    private readonly UrlSigner _signer = null!;
    private readonly InspectedWriter _writer = null!;
    private readonly StoredObjects _objects = null!;
    private readonly ObjectReader _reader = null!;
    private readonly PendingFiles _pending = null!;
    private readonly FolderQuotas _quotas = null!;
    private readonly S3DirectUploads _direct = null!;
    private readonly S3Housekeeping _housekeeping = null!;

    /// <summary>Initializes a service with settings from options; <c>AddS3Uploads</c> does this for an app.</summary>
    /// <param name="client">The client. The caller disposes it.</param>
    /// <param name="settings">The settings. They are read now: later changes have no effect.</param>
    /// <param name="logger">Logs what is stored, deleted or left behind. The default is no logging.</param>
    /// <param name="timeProvider">The clock. The default is the system's.</param>
    /// <exception cref="OptionsValidationException">
    /// A setting is missing, wrong, or contradicts the client; the message names each.
    /// </exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their second parameter.")]
    public S3Service(
        IAmazonS3 client,
        IOptions<S3Settings> settings,
        ILogger<S3Service>? logger = null,
        TimeProvider? timeProvider = null)
        : this(client, ValueOf(settings), (ILogger?)logger ?? NullLogger.Instance, timeProvider ?? TimeProvider.System)
    {
    }

    /// <summary>Initializes a service with settings from code, for programs without a container.</summary>
    /// <param name="client">
    /// The client, for instance from <see cref="S3Client.Create"/>. The caller disposes it.
    /// </param>
    /// <param name="settings">The settings. They are read now: later changes have no effect.</param>
    /// <param name="logger">Logs what is stored, deleted or left behind. The default is no logging.</param>
    /// <param name="timeProvider">The clock. The default is the system's.</param>
    /// <exception cref="OptionsValidationException">
    /// A setting is missing, wrong, or contradicts the client; the message names each.
    /// </exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their second parameter.")]
    public S3Service(
        IAmazonS3 client,
        S3Settings settings,
        ILogger<S3Service>? logger = null,
        TimeProvider? timeProvider = null)
        : this(client, settings, (ILogger?)logger ?? NullLogger.Instance, timeProvider ?? TimeProvider.System)
    {
    }

    /// <summary>Initializes an instance for an app's tests that mock this class.</summary>
    protected S3Service()
    {
    }

    internal S3Service(
        IAmazonS3 client, S3Settings settings, ILogger logger, TimeProvider time, InspectorList? inspectors = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(settings);
        _settings = ClientSettings.Agree(settings, ClientSettings.From(client, settings));
        _context = new StoreContext(_settings.Bucket!, time, logger)
        { Store = _settings.Store, Section = _settings.Section };
        logger.Warn(_settings);
        var caller = new S3Caller(client, _settings, _context);
        _rules = new UploadRules(_settings);
        _plan = PartPlan.WithSharedMemory(_settings, caller.NeedsSha256);
        _addresses = new ObjectAddresses(_settings);
        _signer = new UrlSigner(client, caller);
        var inspection = new UploadInspection(inspectors ?? InspectorList.None, caller, _settings.InspectionTimeout);
        var writer = new ObjectWriter(caller, _settings.MaxParallelism);
        _writer = new InspectedWriter(writer, caller, _addresses, inspection);
        _objects = new StoredObjects(caller);
        _reader = new ObjectReader(caller);
        _pending = new PendingFiles(caller, _addresses, _settings, inspection);
        _quotas = new FolderQuotas(caller, _settings);
        var planner = new DirectUploadPlanner(_rules, _plan, _settings);
        var direct = new DirectContext(caller, _addresses, planner, inspection);
        _direct = new S3DirectUploads(direct, _signer, new DirectQuota(direct, _quotas));
        _housekeeping = new S3Housekeeping(new HousekeepingContext(caller, _settings, _addresses, _signer));
    }

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
    /// <exception cref="ArgumentException">The content is null, or a stream that cannot be read.</exception>
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
        using var activity = UploadActivity.Start(_context);
        try
        {
            var rules = _rules.With(request.Limits);
            var type = rules.CheckTypeAndName(request);
            var key = ObjectKey.Create(request, _settings.KeyPrefix);
            activity.Describe(key, type);
            var place = request.Pending ? _addresses.PendingKey(key) : key;
            var headers = ObjectHeaders.Create(request, type, _settings);
            using var parts = request.Content.Read(_plan.Within(request.Limits));
            await parts.RequireTypeAsync(rules, type, cancellationToken).ConfigureAwait(false);
            using var quota = await ReserveAsync(request, key, parts, cancellationToken).ConfigureAwait(false);
            var progress = request.Progress is { } listener
                ? new ProgressMeter(listener, parts.KnownLength, _context.Logger)
                : null;
            var first = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
            var upload = new Upload(place, headers, parts, progress);
            var written = await _writer.WriteAsync(upload, first, request, cancellationToken).ConfigureAwait(false);
            progress?.Finish(written.Size);
            activity.Stored(key, written.Size, written.Parts);
            return new StoredFile
            {
                Key = key.Value,
                Url = _addresses.PublicUrl(key),
                PendingKey = request.Pending ? place.Value : null,
                Size = written.Size,
                ContentType = type.Value,
                ETag = EntityTag.Quoted(written.ETag),
                ChecksumCrc32 = first.IsLast ? first.Crc32Text : Crc32Value.ToBase64(written.Crc32),
            };
        }
        catch (Exception failure)
        {
            activity.NotStored(failure);
            throw;
        }
    }

    private static S3Settings ValueOf(IOptions<S3Settings> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Value;
    }
}
