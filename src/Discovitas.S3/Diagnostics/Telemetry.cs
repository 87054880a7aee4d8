using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Discovitas.S3.Diagnostics;

/// <summary>
/// What is counted and traced, under the names of OpenTelemetry's semantic conventions where they have one (general naming, metrics, object
/// stores: S3), else under this library's own. Dashboards rest on them. No tag holds a file's name, a signed URL or a secret; those of metrics
/// take few values.
/// </summary>
internal static class Telemetry
{
    /// <summary>Of the source and the meter.</summary>
    internal const string Name = "Discovitas.S3";

    internal const string BucketTag = "aws.s3.bucket";
    internal const string OutcomeTag = "discovitas.s3.outcome";
    internal const string ReasonTag = "discovitas.s3.refusal.reason";
    internal const string ErrorTag = "error.type";
    private const string StepTag = "discovitas.s3.step";

    // Longer than any of S3's error codes.
    private const int MaxCodeLength = 64;

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    // Static, not from an IMeterFactory: the service may be made with new, where there is no container, and listeners find the meter by its
    // name either way. Neither this nor the source is ever disposed, since uploads may go on for as long as the process does.
    private static readonly Meter Meter = new(Name, Version);

    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>(
        "discovitas.s3.uploads", "{upload}", "Uploads that have ended, by how.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "discovitas.s3.upload.duration", "s", "How long uploads took, from the call to its end.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] });

    private static readonly Histogram<long> Size = Meter.CreateHistogram(
        "discovitas.s3.upload.size", "By", "Size of the files stored.", tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1L << 10, 1L << 14, 1L << 16, 1L << 18, 1L << 20, 1L << 22, 1L << 24, 1L << 26, 1L << 28, 1L << 30, 1L << 34] });

    private static readonly Counter<long> Parts = Meter.CreateCounter<long>(
        "discovitas.s3.parts", "{part}", "Parts of the files stored; one for a file that fits into one.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "discovitas.s3.retries", "{retry}", "Requests that were tried again, by what had failed.");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "discovitas.s3.refusals", "{refusal}", "Uploads that broke a rule, by the rule.");

    private static readonly Counter<long> DirectUploads = Meter.CreateCounter<long>(
        "discovitas.s3.direct_uploads", "{upload}", "Uploads that clients send to the store themselves, by how far they are.");

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static void Stored(string bucket, long size, int parts)
    {
        Size.Record(size, Tag(BucketTag, bucket));
        Parts.Add(parts, Tag(BucketTag, bucket));
    }

    /// <param name="bucket">Its name.</param>
    /// <param name="outcome">One of four words.</param>
    /// <param name="reason">Why, with the tag for it; nothing where it needs no reason.</param>
    /// <param name="duration">From the call to its end.</param>
    internal static void Ended(string bucket, string outcome, KeyValuePair<string, object?> reason, TimeSpan duration)
    {
        var tags = new TagList { { BucketTag, bucket }, { OutcomeTag, outcome } };
        if (reason.Key is not null)
        {
            tags.Add(reason);
        }

        Uploads.Add(1, tags);
        Duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>An upload of either kind, through this process or past it, broke a rule.</summary>
    internal static void Refused(string bucket, UploadRejectionReason reason) =>
        Refusals.Add(1, Tag(BucketTag, bucket), Tag(ReasonTag, reason.ToString()));

    internal static void TriedAgain(string bucket, S3StoreException failure)
    {
        if (Retries.Enabled)
        {
            Retries.Add(1, Tag(BucketTag, bucket), Tag(ErrorTag, ErrorType(failure)));
        }
    }

    /// <summary>A client was told where to send a file.</summary>
    internal static void DirectUploadCreated(string bucket) => DirectUploads.Add(1, Tag(BucketTag, bucket), Tag(StepTag, "created"));

    /// <summary>What a client has sent was found to be right.</summary>
    internal static void DirectUploadCompleted(string bucket) => DirectUploads.Add(1, Tag(BucketTag, bucket), Tag(StepTag, "completed"));

    /// <summary>The class of a failure: S3's error code, else what went wrong in a word, else the exception's type.</summary>
    internal static string ErrorType(Exception failure) => failure switch
    {
        S3StoreException { ErrorCode: { } code } when code.Length <= MaxCodeLength && code.All(char.IsAsciiLetterOrDigit) => code,
        S3StoreException { IsSilence: true } => "timeout",
        S3StoreException { IsDamage: true } => "damaged",
        S3StoreException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        S3StoreException { IsTransient: true } => "no_answer",
        S3StoreException => "not_sent",
        _ => failure.GetType().FullName!,
    };

    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
