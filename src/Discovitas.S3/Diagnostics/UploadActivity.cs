using System.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Diagnostics;

/// <summary>
/// One upload, as the trace, the metrics and the log tell of it. It has no <c>rpc</c> attributes: those are of single calls, of which it makes
/// one or many, and each of them is a span of <see cref="HttpClient"/> below this one. A struct, so that it costs next to nothing where nobody
/// listens.
/// </summary>
internal readonly struct UploadActivity : IDisposable
{
    private readonly Activity? _activity;
    private readonly string _bucket;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly long _start;

    private UploadActivity(string bucket, TimeProvider time, ILogger logger)
    {
        _activity = Telemetry.Source.StartActivity("S3 upload", ActivityKind.Client);
        _activity?.SetTag(Telemetry.BucketTag, bucket);
        _bucket = bucket;
        _logger = logger;
        _time = time;
        _start = time.GetTimestamp();
    }

    internal static UploadActivity Start(string bucket, TimeProvider time, ILogger logger) => new(bucket, time, logger);

    /// <summary>Names the multipart upload that has been started for the upload under way.</summary>
    internal static void Name(string uploadId)
    {
        // Where nobody listens to this library, the current activity is its caller's.
        if (Activity.Current is { } current && current.Source == Telemetry.Source)
        {
            current.SetTag("aws.s3.upload_id", uploadId);
        }
    }

    /// <summary>Tells what goes where, as soon as that is decided.</summary>
    internal void Describe(ObjectKey key, MediaType type) =>
        _activity?.SetTag("aws.s3.key", key.Value).SetTag("discovitas.s3.upload.content_type", type.Value);

    internal void Stored(ObjectKey key, long size, int parts)
    {
        _logger.Stored(key.Value, size, parts);
        _activity?.SetTag("discovitas.s3.upload.size", size).SetTag("discovitas.s3.upload.parts", parts);
        Telemetry.Stored(_bucket, size, parts);
        End("stored");
    }

    /// <summary>Tells how it ended otherwise. A refusal and a cancellation are the wish of somebody, and no error of this operation.</summary>
    internal void NotStored(Exception failure)
    {
        switch (failure)
        {
            case UploadRejectedException refusal:
                _logger.Refused(refusal.Reason);
                Telemetry.Refused(_bucket, refusal.Reason);
                End("refused", Telemetry.Tag(Telemetry.ReasonTag, refusal.Reason.ToString()));
                break;
            case OperationCanceledException:
                End("cancelled");
                break;
            default:
                Record(failure);
                End("failed", Telemetry.Tag(Telemetry.ErrorTag, Telemetry.ErrorType(failure)));
                break;
        }
    }

    /// <summary>Ends the span.</summary>
    public void Dispose() => _activity?.Dispose();

    private void End(string outcome, KeyValuePair<string, object?> reason = default)
    {
        _activity?.SetTag(Telemetry.OutcomeTag, outcome);
        if (reason.Key is not null)
        {
            _activity?.SetTag(reason.Key, reason.Value);
        }

        Telemetry.Ended(_bucket, outcome, reason, _time.GetElapsedTime(_start));
    }

    private void Record(Exception failure)
    {
        if (_activity is not { IsAllDataRequested: true })
        {
            return;
        }

        var answer = failure as S3StoreException;
        var exception = new ActivityTagsCollection { ["exception.type"] = failure.GetType().FullName, ["exception.stacktrace"] = failure.StackTrace };
        if (answer is not null)
        {
            // Other exceptions come from the caller's stream or file, and can name it. So can what Activity.AddException takes of them.
            exception["exception.message"] = answer.Message;
        }

        _activity.SetStatus(ActivityStatusCode.Error, answer?.Message);
        _activity.SetTag("aws.request_id", answer?.RequestId).SetTag("http.response.status_code", (int?)answer?.StatusCode);
        _activity.AddEvent(new ActivityEvent("exception", tags: exception));
    }
}
