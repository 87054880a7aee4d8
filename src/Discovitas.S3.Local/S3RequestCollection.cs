using System.Collections;
using Discovitas.S3.Local.Recording;

namespace Discovitas.S3.Local;

/// <summary>
/// The newest 1,000 requests that a <see cref="LocalS3Server"/> received, the oldest first. Can be read and cleared
/// while requests are running; each enumeration sees the requests of its start.
/// </summary>
/// <example>
/// <code>
/// server.Requests.Clear();
/// await s3.UploadAsync(file);
/// Assert.Single(server.Requests, request => request.Operation == S3Operation.PutObject);
/// </code>
/// </example>
public sealed class S3RequestCollection : IReadOnlyCollection<S3RecordedRequest>
{
    internal const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<RequestRecording> _recordings = new();
    private long _number;

    internal S3RequestCollection()
    {
    }

    /// <summary>
    /// Occurs when a request has ended: its response was sent, or its connection was closed. Handlers are called on the
    /// thread of the request, several at once, and must not throw.
    /// </summary>
    public event EventHandler<S3RecordedRequest>? Completed;

    /// <summary>Gets the number of requests in the log, at most 1,000.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _recordings.Count;
            }
        }
    }

    /// <summary>Removes all requests, also those that are still running.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _recordings.Clear();
        }
    }

    /// <summary>Enumerates the requests that are in the log now, the oldest first.</summary>
    public IEnumerator<S3RecordedRequest> GetEnumerator()
    {
        lock (_lock)
        {
            return _recordings.Select(recording => recording.Request).ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a request that has arrived.</summary>
    internal RequestRecording Add(Func<long, S3RecordedRequest> create)
    {
        lock (_lock)
        {
            var recording = new RequestRecording(create(++_number));
            if (_recordings.Count == Capacity)
            {
                _recordings.Dequeue();
            }

            _recordings.Enqueue(recording);
            return recording;
        }
    }

    internal void Complete(RequestRecording recording) => Completed?.Invoke(this, recording.Request);
}
