using System.Diagnostics.CodeAnalysis;
using Amazon.S3;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Direct;
using Discovitas.S3.Filtering;
using Discovitas.S3.Housekeeping;
using Discovitas.S3.Inspecting;
using Discovitas.S3.Keeping;
using Discovitas.S3.Objects;
using Discovitas.S3.Quotas;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Variants;
using Discovitas.S3.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Uploads files to a bucket, returns their URLs, and reads, lists and deletes them. Thread-safe; one instance serves a
/// whole app. Methods that accept a file accept its key, or a URL that this service returned, and throw
/// <see cref="ArgumentException"/> for anything else, so that no input can reach other objects in the bucket. Those
/// that read, describe, sign or delete a file accept a variant of a file as well.
/// </summary>
public partial class S3Service
{
    private readonly S3Settings _settings = null!;
    private readonly StoreContext _context = null!;
    private readonly UploadRules _rules = null!;
    private readonly PartPlan _plan = null!;
    private readonly FilterList _filters = null!;
    private readonly ObjectAddresses _addresses = null!;
    private readonly UrlSigner _signer = null!;
    private readonly InspectedWriter _writer = null!;
    private readonly StoredObjects _objects = null!;
    private readonly ObjectReader _reader = null!;
    private readonly VariantFiles _variants = null!;
    private readonly KeptFiles _kept = null!;
    private readonly PendingAcceptance _pending = null!;
    private readonly FolderQuotas _quotas = null!;
    private readonly RepeatedUploads _repeats = null!;
    private readonly ConditionalWrites _conditions = null!;
    private readonly RepeatedAcceptance _acceptance = null!;
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
        IAmazonS3 client, S3Settings settings, ILogger logger, TimeProvider time, StoreExtensions? extensions = null)
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
        _signer = new UrlSigner(client, _settings, caller);
        extensions ??= StoreExtensions.None;
        _filters = extensions.Filters;
        var inspection = new UploadInspection(extensions.Inspectors, caller, _settings.InspectionTimeout);
        var writer = new ObjectWriter(caller, _settings.MaxParallelism);
        var filtered = new FilteredCopies(caller, _filters, writer, _plan);
        var copies = new InspectionCopies(caller, _addresses, inspection, filtered);
        _writer = new InspectedWriter(writer, caller, _addresses, inspection);
        _objects = new StoredObjects(caller);
        _reader = new ObjectReader(caller);
        _variants = new VariantFiles(caller, _addresses, _settings, writer);
        _kept = new KeptFiles(caller, _addresses, extensions.Hooks, _variants);
        var pending = new PendingFiles(caller, _addresses, _settings, copies);
        _pending = new PendingAcceptance(caller, _addresses, pending, _kept);
        _quotas = new FolderQuotas(caller, _settings);
        _repeats = new RepeatedUploads(caller, _addresses);
        _conditions = new ConditionalWrites(caller, _settings.PendingPrefix);
        _acceptance = new RepeatedAcceptance(caller, _addresses, _repeats, _kept);
        var planner = new DirectUploadPlanner(_rules, _plan, _settings);
        var direct = new DirectContext(caller, _addresses, planner, copies) { Kept = _kept };
        _direct = new S3DirectUploads(direct, _signer, new DirectQuota(direct, _quotas));
        _housekeeping = new S3Housekeeping(new HousekeepingContext(caller, _settings, _addresses, _signer.ForStore()));
    }

    private static S3Settings ValueOf(IOptions<S3Settings> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Value;
    }
}
