using System.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Diagnostics;

/// <summary>
/// Reports one upload to the trace, the metrics and the log. The span has no <c>rpc</c> attributes, which belong to
/// single calls: an upload makes one or many, and each is a span of <see cref="HttpClient"/> below this one. A struct,
/// so that it costs next to nothing without listeners.
/// </summary>
internal readonly struct UploadActivity : IDisposable
{
    private readonly Activity? _activity;
    private readonly StoreContext _store;
    private readonly long _start;

    private UploadActivity(StoreContext store)
    {
        _activity = Telemetry.Source.StartActivity("S3 upload", ActivityKind.Client);
        _activity?.SetTag(Telemetry.BucketTag, store.Bucket);
        if (store.Store.Length > 0)
        {
            _activity?.SetTag(Telemetry.StoreTag, store.Store);
        }

        _store = store;
        _start = store.Time.GetTimestamp();
    }

    internal static UploadActivity Start(StoreContext store) => new(store);

    /// <summary>Adds the id of the multipart upload to the current span.</summary>
    internal static void Name(string uploadId)
    {
        // Without a listener to this library, the current activity is the caller's.
        if (Activity.Current is { } current && current.Source == Telemetry.Source)
        {
            current.SetTag("aws.s3.upload_id", uploadId);
        }
    }

    /// <summary>Adds the key and the content type, as soon as they are decided.</summary>
    internal void Describe(ObjectKey key, MediaType type) =>
        _activity?.SetTag("aws.s3.key", key.Value).SetTag("discovitas.s3.upload.content_type", type.Value);

    /// <summary>Reports that an earlier attempt has stored the file.</summary>
    internal void Repeated(ObjectKey key)
    {
        _store.Logger.Repeated(key.Value);
        End("repeated");
    }

    internal void Stored(ObjectKey key, long size, int parts)
    {
        _store.Logger.Stored(key.Value, size, parts);
        _activity?.SetTag("discovitas.s3.upload.size", size).SetTag("discovitas.s3.upload.parts", parts);
        Telemetry.Stored(_store, size, parts);
        End("stored");
    }

    /// <summary>
    /// Reports any other outcome. A rejection and a cancellation are intended, so they are not reported as errors.
    /// </summary>
    internal void NotStored(Exception failure)
    {
        switch (failure)
        {
            case UploadRejectedException rejection:
                _store.Logger.Rejected(rejection.Reason);
                Telemetry.Rejected(_store, rejection.Reason);
                End("rejected", Telemetry.Tag(Telemetry.ReasonTag, rejection.Reason.ToString()));
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

        Telemetry.Ended(_store, outcome, reason, _store.Time.GetElapsedTime(_start));
    }

    private void Record(Exception failure)
    {
        if (_activity is not { IsAllDataRequested: true })
        {
            return;
        }

        var answer = failure as S3StoreException;
        var exception = new ActivityTagsCollection
        {
            ["exception.type"] = failure.GetType().FullName,
            ["exception.stacktrace"] = failure.StackTrace,
        };
        if (answer is not null)
        {
            // Any other exception comes from the caller's stream or file, and its message can name the file. This is
            // also why Activity.AddException is not used.
            exception["exception.message"] = answer.Message;
        }

        _activity.SetStatus(ActivityStatusCode.Error, answer?.Message);
        _activity.SetTag("aws.request_id", answer?.RequestId);
        _activity.SetTag("http.response.status_code", (int?)answer?.StatusCode);
        _activity.AddEvent(new ActivityEvent("exception", tags: exception));
    }
}
