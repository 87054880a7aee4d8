using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Discovitas.S3.Diagnostics;

/// <summary>
/// The activity source and the metrics. Names follow OpenTelemetry's semantic conventions where they have one (general
/// naming, metrics, object stores: S3), and are this library's own otherwise; dashboards depend on them. No tag holds a
/// file's name, a signed URL or a secret, and the tags of metrics have few values.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the source and of the meter.</summary>
    internal const string Name = "Discovitas.S3";

    internal const string BucketTag = "aws.s3.bucket";
    internal const string StoreTag = "discovitas.s3.store";
    internal const string OutcomeTag = "discovitas.s3.outcome";
    internal const string ReasonTag = "discovitas.s3.rejection.reason";
    internal const string ErrorTag = "error.type";
    private const string FolderTag = "discovitas.s3.folder";
    private const string StepTag = "discovitas.s3.step";

    // Longer than any of S3's error codes.
    private const int MaxCodeLength = 64;

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    // Static rather than from an IMeterFactory, because a service can be created without a container; listeners find
    // the meter by its name either way. Neither the meter nor the source is disposed: uploads may go on until the
    // process ends.
    private static readonly Meter Meter = new(Name, Version);

    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>(
        "discovitas.s3.uploads", "{upload}", "Uploads that have ended, by outcome.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "discovitas.s3.upload.duration", "s", "How long uploads took.", tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
        });

    private static readonly Histogram<long> Size = Meter.CreateHistogram(
        "discovitas.s3.upload.size", "By", "Size of the files stored.", tags: null,
        new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries =
            [
                1L << 10, 1L << 14, 1L << 16, 1L << 18, 1L << 20, 1L << 22, 1L << 24, 1L << 26, 1L << 28, 1L << 30,
                1L << 34,
            ],
        });

    private static readonly Counter<long> Parts = Meter.CreateCounter<long>(
        "discovitas.s3.parts", "{part}", "Parts of the files stored; one for a file that fits into one part.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "discovitas.s3.retries", "{retry}", "Requests that were retried, by what had failed.");

    private static readonly Counter<long> Rejections = Meter.CreateCounter<long>(
        "discovitas.s3.rejections", "{rejection}", "Uploads that broke a rule, by rule.");

    private static readonly Counter<long> DirectUploads = Meter.CreateCounter<long>(
        "discovitas.s3.direct_uploads", "{upload}", "Uploads that clients send to the store themselves, by step.");

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static void Stored(StoreContext store, long size, int parts)
    {
        var tags = Tags(store);
        Size.Record(size, tags);
        Parts.Add(parts, tags);
    }

    /// <summary>Counts an upload that has ended.</summary>
    /// <param name="store">The store.</param>
    /// <param name="outcome">The outcome: stored, rejected, cancelled or failed.</param>
    /// <param name="reason">The tag that states the reason; the default for none.</param>
    /// <param name="duration">How long the upload took.</param>
    internal static void Ended(
        StoreContext store, string outcome, KeyValuePair<string, object?> reason, TimeSpan duration)
    {
        var tags = Tags(store);
        tags.Add(OutcomeTag, outcome);
        if (reason.Key is not null)
        {
            tags.Add(reason);
        }

        Uploads.Add(1, tags);
        Duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Counts an upload, direct or through this process, that broke a rule.</summary>
    internal static void Rejected(StoreContext store, UploadRejectionReason reason) =>
        Rejections.Add(1, Tags(store, ReasonTag, reason.ToString()));

    internal static void TriedAgain(StoreContext store, S3StoreException failure)
    {
        if (Retries.Enabled)
        {
            Retries.Add(1, Tags(store, ErrorTag, ErrorType(failure)));
        }
    }

    /// <summary>Counts a direct upload that a client may now send.</summary>
    internal static void DirectUploadCreated(StoreContext store) =>
        DirectUploads.Add(1, Tags(store, StepTag, "created"));

    /// <summary>Counts a direct upload that is verified.</summary>
    internal static void DirectUploadCompleted(StoreContext store) =>
        DirectUploads.Add(1, Tags(store, StepTag, "completed"));

    /// <summary>
    /// Returns the class of a failure: S3's error code, else a word for what failed, else the exception's type.
    /// </summary>
    internal static string ErrorType(Exception failure) => failure switch
    {
        S3StoreException { ErrorCode: { Length: <= MaxCodeLength } code }
            when code.All(char.IsAsciiLetterOrDigit) => code,
        S3StoreException { IsSilence: true } => "timeout",
        S3StoreException { IsDamage: true } => "damaged",
        S3StoreException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        S3StoreException { IsTransient: true } => "no_answer",
        S3StoreException => "not_sent",
        _ => failure.GetType().FullName!,
    };

    /// <summary>Lets listeners observe the memory that the parts of all uploads hold.</summary>
    /// <param name="bytes">Returns the bytes held.</param>
    /// <param name="waiting">Returns the number of uploads that wait for memory.</param>
    internal static void ObserveMemory(Func<long> bytes, Func<long> waiting)
    {
        Meter.CreateObservableGauge(
            "discovitas.s3.memory.usage", bytes, "By", "Memory that the parts of all uploads hold.");
        Meter.CreateObservableGauge(
            "discovitas.s3.memory.waiting", waiting, "{upload}", "Uploads that wait for memory.");
    }

    /// <summary>Lets listeners observe what the files of all stores use.</summary>
    /// <param name="files">Returns the number of files, by store and folder.</param>
    /// <param name="bytes">Returns their size, by store and folder.</param>
    internal static void ObserveStorage(
        Func<IEnumerable<Measurement<long>>> files, Func<IEnumerable<Measurement<long>>> bytes)
    {
        Meter.CreateObservableGauge(
            "discovitas.s3.storage.files", files, "{file}", "Files in the store, as last measured, by first folder.");
        Meter.CreateObservableGauge(
            "discovitas.s3.storage.bytes", bytes, "By", "Size of these files.");
    }

    internal static TagList FolderTags(StoreContext store, string folder) => Tags(store, FolderTag, folder);

    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private static TagList Tags(StoreContext store, string name, string value)
    {
        var tags = Tags(store);
        tags.Add(name, value);
        return tags;
    }

    private static TagList Tags(StoreContext store)
    {
        var tags = new TagList { { BucketTag, store.Bucket } };
        if (store.Store.Length > 0)
        {
            tags.Add(StoreTag, store.Store);
        }

        return tags;
    }
}
